package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.museum.Figures;
import org.pinproof.museum.Measuring;

/** The story of one bug as text. */
final class BugText {
    private static final int WIDTH = 120;

    private BugText() {}

    static void write(Page page, BugReport bug) {
        BugsReport.Row row = bug.row();
        page.line(row.slug() + ": " + row.title());
        page.gap();
        page.fact("whose", row.nature() + row.year().map(year -> ", " + year).orElse(""));
        bug.references().forEach(reference -> page.fact("", reference));
        page.fact("caught by", row.property().orElse(""));
        bug.figures().ifPresent(figures -> figures(page, bug, figures));
        page.gap();
        paragraph(page, bug.broke());
        page.gap();
        paragraph(page, bug.story());
        page.gap();
        paragraph(page, "In the kernel: " + bug.fix());
        bug.planted().ifPresent(planted -> {
            page.gap();
            paragraph(page, "What is planted: " + planted);
        });
        if (!bug.mutant().equals(row.slug())) {
            page.gap();
            paragraph(page, "What follows is another form of it, " + bug.mutant() + "; the comment says whose it was.");
        }
        bug.specified().forEach(lines -> lines(page, lines));
        bug.coded().forEach(lines -> lines(page, lines));
        if (bug.coded().isEmpty()) {
            page.gap();
            page.line("The lines of Java are in src/main/java; run this from the repository root to see them.");
        }
        page.gap();
        page.line("The shortest way to the harm that the code does with it:");
        page.gap();
        VerdictText.write(page, bug.execution().verdict());
        page.gap();
        page.line("To reproduce:");
        bug.reproduce().forEach(command -> page.line("  " + VerdictText.PROGRAM + command));
    }

    private static void figures(Page page, BugReport bug, Figures figures) {
        page.fact(
                "TLC",
                FiguresText.states(bug.figures()) + " states, depth "
                        + figures.tlc().depth() + ", " + FiguresText.seconds(bug.figures()) + " s ("
                        + figures.tlc().cfg() + ")");
        page.fact(
                "explorer",
                "random " + FiguresText.found(bug.figures(), Figures.Code::random) + ", pct "
                        + FiguresText.found(bug.figures(), Figures.Code::pct) + ", dpor "
                        + FiguresText.found(bug.figures(), Figures.Code::dpor)
                        + " executions (medians of " + Measuring.SEEDS + " seeds); shrunk to "
                        + figures.code().shrunk() + " steps");
    }

    private static void lines(Page page, BugReport.Lines lines) {
        page.gap();
        page.line(lines.file() + " " + lines.what() + ":");
        lines.comment().ifPresent(comment -> paragraph(page, comment));
        lines.right().ifPresent(right -> right.forEach(line -> page.line("  - " + line)));
        String mark = lines.right().isPresent() ? "  + " : "    ";
        lines.wrong().forEach(line -> page.line(mark + line));
    }

    private static void paragraph(Page page, String text) {
        wrapped(text).forEach(page::line);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Shown.escaped(text).split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return ImmutableList.copyOf(lines);
    }
}
