package org.pinproof.report;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.pinproof.museum.Figures;

/** Figures of bugs as cells of a table. */
final class FiguresText {
    private FiguresText() {}

    static String seconds(Optional<Figures> figures) {
        return figures.map(f -> String.format(Locale.ROOT, "%.2f", f.tlc().seconds()))
                .orElse("");
    }

    static String states(Optional<Figures> figures) {
        return figures.map(f -> String.format(Locale.ROOT, "%,d", f.tlc().states()))
                .orElse("");
    }

    static String depth(Optional<Figures> figures) {
        return figures.map(f -> Integer.toString(f.tlc().depth())).orElse("");
    }

    static String steps(Optional<Figures> figures) {
        return figures.map(f -> Integer.toString(f.code().shrunk())).orElse("");
    }

    static String found(Optional<Figures> figures, Function<Figures.Code, Figures.Found> strategy) {
        return figures.map(f -> found(strategy.apply(f.code()))).orElse("");
    }

    /** The median, and by how many seeds it was found if not by all. */
    private static String found(Figures.Found found) {
        String median = found.median() == null
                ? "not by half"
                : String.format(Locale.ROOT, found.median() % 1 == 0 ? "%,.0f" : "%,.1f", found.median());
        return found.found() == found.of() ? median : median + " (" + found.found() + "/" + found.of() + ")";
    }
}
