package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.kernel.mm.PinLimits;
import org.pinproof.report.LimitsReport;
import org.pinproof.report.Report;
import picocli.CommandLine.Command;

/** Counts how many pins there is room for. */
@Command(
        name = "limits",
        description = {
            "Counts how many pins a page's count has room for, with the kernel's own check and addition, and says which"
                    + " documented numbers are right."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  java -jar target/pinproof.jar limits", "  java -jar target/pinproof.jar limits --json"})
final class LimitsVerb extends Verb {
    @Override
    Report report() {
        return new LimitsReport(
                PinLimits.BASE,
                PinLimits.all().stream().map(LimitsVerb::limit).collect(ImmutableList.toImmutableList()),
                PinLimits.documented().stream().map(LimitsVerb::documented).collect(ImmutableList.toImmutableList()));
    }

    private static LimitsReport.Limit limit(PinLimits.Limit limit) {
        return new LimitsReport.Limit(
                limit.size(),
                limit.exact(),
                limit.refs(),
                limit.added(),
                boxed(limit.admitted()),
                limit.untilWrap(),
                boxed(limit.racers()));
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static LimitsReport.Documented documented(PinLimits.Documented said) {
        return new LimitsReport.Documented(
                said.document(),
                said.pinBits(),
                said.pinsOf1G(),
                said.countedBits(),
                said.countedPinsOf1G(),
                said.isRight());
    }
}
