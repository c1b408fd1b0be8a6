package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Independent pieces of work, some at a time.
 *
 * @param jobs how many at a time
 * @param interrupted once true, nothing more is begun
 * @param onDone hears of each piece that is done, on the thread that did it
 */
record Workload(int jobs, BooleanSupplier interrupted, Runnable onDone) {

    /**
     * One piece.
     *
     * @param weight the heavier begin first, so that the end is not spent waiting for one of them
     * @param work may throw {@link CancellationException}, which is to have no result
     */
    record Piece<T>(long weight, Supplier<T> work) {}

    /** {@return the results in the order of the pieces, whatever the order they were done in; interrupted ones are missing} */
    <T> ImmutableList<T> run(List<Piece<T>> pieces) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Optional<T>>> results = new ArrayList<>();
            pieces.forEach(piece -> results.add(null));
            List<Piece<T>> heaviestFirst = new ArrayList<>(pieces);
            heaviestFirst.sort(
                    Comparator.comparingLong((Piece<T> piece) -> piece.weight()).reversed());
            for (Piece<T> piece : heaviestFirst) {
                results.set(pieces.indexOf(piece), threads.submit(() -> result(piece)));
            }
            ImmutableList.Builder<T> inOrder = ImmutableList.builder();
            for (Future<Optional<T>> result : results) {
                await(result).ifPresent(inOrder::add);
            }
            return inOrder.build();
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> Optional<T> result(Piece<T> piece) {
        if (interrupted.getAsBoolean()) {
            return Optional.empty();
        }
        try {
            T result = piece.work().get();
            onDone.run();
            // What ends while the program is being ended may have been cut off.
            return interrupted.getAsBoolean() ? Optional.empty() : Optional.of(result);
        } catch (CancellationException cut) {
            return Optional.empty();
        }
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
