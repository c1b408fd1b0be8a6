package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
     * @param family pieces of one are best done one after the other; empty if it does not matter
     * @param weight the heavier begin first, so that the end is not spent waiting for one of them
     * @param work may throw {@link CancellationException}, which is to have no result
     */
    record Piece<T>(String family, long weight, Supplier<T> work) {
        Piece(long weight, Supplier<T> work) {
            this("", weight, work);
        }
    }

    /** {@return the results in the order of the pieces, whatever the order they were done in; interrupted ones are missing} */
    <T> ImmutableList<T> run(List<Piece<T>> pieces) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            Remaining<T> remaining = new Remaining<>(pieces);
            Map<Piece<T>, T> results = Collections.synchronizedMap(new IdentityHashMap<>());
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < jobs; worker++) {
                workers.add(threads.submit(() -> work(remaining, results)));
            }
            workers.forEach(Workload::await);
            return pieces.stream()
                    .filter(results::containsKey)
                    .map(results::get)
                    .collect(ImmutableList.toImmutableList());
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> void work(Remaining<T> remaining, Map<Piece<T>, T> results) {
        Optional<Piece<T>> piece = remaining.next(Optional.empty());
        while (piece.isPresent()) {
            Piece<T> begun = piece.get();
            result(begun).ifPresent(result -> results.put(begun, result));
            piece = remaining.next(piece);
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

    private static void await(Future<?> worker) {
        try {
            worker.get();
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
