package org.pinproof.cli;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pinproof.cli.Workload.Piece;

/**
 * What has not been begun yet. A worker stays with a family as long as there is any of it, and begins another one's only if
 * nothing else is left: what a family shares, compiled code above all, is then made once and not once for each worker.
 */
final class Remaining<T> {
    private final List<Piece<T>> heaviestFirst;
    private final Multiset<String> underWay = HashMultiset.create();

    Remaining(List<Piece<T>> pieces) {
        heaviestFirst = new ArrayList<>(pieces);
        heaviestFirst.sort(
                Comparator.comparingLong((Piece<T> piece) -> piece.weight()).reversed());
    }

    /**
     * {@return the next piece for a worker that has done this one, if any is left}
     *
     * @param done empty at first
     */
    synchronized Optional<Piece<T>> next(Optional<Piece<T>> done) {
        done.ifPresent(piece -> underWay.remove(piece.family()));
        Optional<Piece<T>> next = done.flatMap(piece -> first(
                        other -> !other.family().isEmpty() && other.family().equals(piece.family())))
                .or(() -> first(other -> other.family().isEmpty() || !underWay.contains(other.family())))
                .or(() -> first(other -> true));
        next.ifPresent(piece -> {
            heaviestFirst.remove(piece);
            underWay.add(piece.family());
        });
        return next;
    }

    private Optional<Piece<T>> first(Predicate<Piece<T>> wanted) {
        return heaviestFirst.stream().filter(wanted).findFirst();
    }
}
