package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.cli.Workload.Piece;

class RemainingTest {
    private static Piece<String> piece(String family, long weight) {
        return new Piece<>(family, weight, () -> family + weight);
    }

    private static String name(Optional<Piece<String>> piece) {
        return piece.map(p -> p.work().get()).orElse("none");
    }

    @Test
    void the_heaviest_comes_first() {
        Remaining<String> remaining = new Remaining<>(List.of(piece("", 1), piece("", 3), piece("", 2)));
        assertEquals("3", name(remaining.next(Optional.empty())));
        assertEquals("2", name(remaining.next(Optional.empty())));
        assertEquals("1", name(remaining.next(Optional.empty())));
        assertEquals("none", name(remaining.next(Optional.empty())));
    }

    @Test
    void a_worker_stays_with_its_family_and_leaves_anothers_alone_while_there_is_other_work() {
        Remaining<String> remaining =
                new Remaining<>(List.of(piece("a", 9), piece("a", 1), piece("b", 8), piece("b", 7), piece("a", 2)));
        Optional<Piece<String>> first = remaining.next(Optional.empty());
        assertEquals("a9", name(first));
        Optional<Piece<String>> second = remaining.next(Optional.empty());
        assertEquals("b8", name(second));
        assertEquals("a2", name(remaining.next(first)));
        second = remaining.next(second);
        assertEquals("b7", name(second));
        assertEquals("a1", name(remaining.next(second)));
    }
}
