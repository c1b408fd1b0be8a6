package org.pinproof.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that stretches or lifts the time budgets. */
final class BudgetOption {
    private static final String NONE = "none";

    @Option(
            names = "--budget",
            paramLabel = "FACTOR|none",
            defaultValue = "2",
            description = {
                "Begin nothing more of a specification that has taken so many times its seconds in " + Budgets.FILE
                        + ";",
                "what is not begun is inconclusive (default: ${DEFAULT-VALUE}, as machines differ; 1 holds each to its share)."
            })
    private String budget;

    /** {@return the budgets of a specification folder, as the option has them} */
    Budgets in(Verb verb, Path folder) {
        if (budget.equalsIgnoreCase(NONE)) {
            return new Budgets(ImmutableMap.of());
        }
        Double factor = Doubles.tryParse(budget);
        if (factor == null || !Double.isFinite(factor) || factor <= 0) {
            throw verb.badUsage("--budget must be a factor above 0, or none; found " + budget);
        }
        return Budgets.read(folder).times(factor);
    }
}
