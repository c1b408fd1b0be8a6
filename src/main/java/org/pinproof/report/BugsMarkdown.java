package org.pinproof.report;

import com.google.common.base.Joiner;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.museum.Figures;
import org.pinproof.museum.Ledger;
import org.pinproof.museum.Measuring;

/** The bugs as the page {@code spec/BUGS.md}. */
public final class BugsMarkdown {
    /** The page's name in the specification folder. */
    public static final String FILE = "BUGS.md";

    private BugsMarkdown() {}

    /** {@return the page} */
    public static String text(BugsReport report, Ledger ledger) {
        List<String> lines = new ArrayList<>();
        lines.add("# The bugs");
        lines.add("");
        lines.add(
                "Made by `pinproof bugs --measure` out of `bugs.json`, `manifest.json` and `bugs-measured.json`; not to be"
                        + " changed by hand.");
        lines.add("");
        lines.add("Each of the " + report.bugs().size()
                + " bugs is planted twice: in a specification, by one line of a cfg,"
                + " and in the Java code, under the same name. A mutation class or a hypothesis is no bug that a kernel is"
                + " known to have had. What is only reported of a reference was not read. `pinproof bugs BUG` tells the"
                + " story, with the lines that are wrong and the shortest way to the harm.");
        lines.add("");
        lines.add("*TLC*: states until the property is violated, the depth, and seconds in a warm JVM. *random*, *PCT*,"
                + " *DPOR*: executions of the code until its harm shows, without the specification: the median of "
                + Measuring.SEEDS + " seeds, at most "
                + String.format("%,d", Measuring.MOST_EXECUTIONS)
                + " each; in brackets how many seeds found it, if not all. PCT is of depth 3; DPOR is the reduced"
                + " exhaustive search, begun with other tasks each time: it comes to every final state, and may end without a"
                + " harm that shows only between steps. *steps*: of the schedule that is left of the random walk's first find when it"
                + " is shrunk, or of the shortest there is if seed 1 finds none. The code's harm may break another property than the"
                + " one named, which is the specification's; the story says which. A † says that what is planted differs from"
                + " what the kernel had; the story says how.");
        lines.add("");
        lines.add(
                "| bug | year | whose | reference | what it is | what went wrong | caught by | TLC states | depth | s | random | PCT | DPOR |"
                        + " steps |");
        lines.add("|---|---|---|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|");
        report.bugs().forEach(row -> lines.add(row(row)));
        lines.add("");
        lines.add("## Not to be had here");
        lines.add("");
        lines.add("| bug | whose | what it is | why not |");
        lines.add("|---|---|---|---|");
        report.outside().forEach(row -> lines.add(cells(row.slug(), row.nature(), cell(row.title()), cell(row.why()))));
        addLedger(lines, ledger);
        return Joiner.on('\n').join(lines) + "\n";
    }

    private static void addLedger(List<String> lines, Ledger ledger) {
        lines.add("");
        lines.add("## What each property is there for");
        lines.add("");
        lines.add(
                "*kills*: how many mutants break it in some cfg, wherever their graph leads, not only where TLC stops first (within"
                        + " 20,000 states, and not if it is false without the mutant as well). *alone*: those of them that break nothing"
                        + " else. Liveness and refinement count where a cfg's verdict names them, and nowhere else, so that an *alone*"
                        + " is among invariants. What kills nothing, and the actions that are on no way to a violation, [README.md](README.md)"
                        + " accounts for.");
        lines.add("");
        lines.add("| specification | property | kills | alone |");
        lines.add("|---|---|--:|---|");
        for (Ledger.Section section : ledger.sections()) {
            section.lines()
                    .forEach(line -> lines.add(cells(
                            section.specification(),
                            "`" + line.property() + "`",
                            Integer.toString(line.kills().size()),
                            String.join(", ", line.alone()))));
        }
    }

    private static String row(BugsReport.Row row) {
        return cells(
                "`" + row.slug() + "`" + (row.differs() ? " †" : ""),
                row.year().map(Object::toString).orElse(""),
                row.nature(),
                cell(row.from()),
                cell(row.title()),
                cell(row.broke()),
                row.property().orElse(""),
                FiguresText.states(row.figures()),
                FiguresText.depth(row.figures()),
                FiguresText.seconds(row.figures()),
                FiguresText.found(row.figures(), Figures.Code::random),
                FiguresText.found(row.figures(), Figures.Code::pct),
                FiguresText.found(row.figures(), Figures.Code::dpor),
                FiguresText.steps(row.figures()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String cells(String... cells) {
        return "| " + Joiner.on(" | ").join(cells) + " |";
    }
}
