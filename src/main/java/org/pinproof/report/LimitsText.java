package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/** Limits as two tables. */
final class LimitsText {
    private LimitsText() {}

    static void write(Page page, LimitsReport report) {
        page.line("Pins of whole objects that a _refcount of 32 bits has room for, from a count of " + report.base());
        page.gap();
        page.table(
                report.limits(),
                ImmutableList.of(
                        Page.column("object", LimitsReport.Limit::size),
                        Page.column("a pin counts", l -> l.exact() ? "1 for each page" : "a bias for each page"),
                        Page.numbers("pages", l -> number(l.refs())),
                        Page.numbers("added", l -> number(l.added())),
                        Page.numbers("pins admitted", l -> number(l.admitted(), "no limit")),
                        Page.numbers("pins to wrap", l -> number(l.untilWrap())),
                        Page.numbers("racers to wrap", l -> number(l.racers(), "-"))));
        page.gap();
        page.table(
                report.documented(),
                ImmutableList.of(
                        Page.column("document", LimitsReport.Documented::document),
                        Page.numbers("bits for pins", d -> number(d.pinBits())),
                        Page.numbers("counted", d -> number(d.countedBits())),
                        Page.numbers("pins of 1G", d -> number(d.pinsOf1G())),
                        Page.numbers("counted", d -> number(d.countedPinsOf1G())),
                        Page.column("right", d -> d.right() ? "yes" : "no")));
    }

    private static String number(Optional<Long> number, String none) {
        return number.map(LimitsText::number).orElse(none);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
