package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.pinproof.museum.Exhibit;
import org.pinproof.museum.Figures;
import org.pinproof.museum.Measured;

/**
 * The story of one bug.
 *
 * @param row what the list says of it
 * @param broke what went wrong
 * @param story who does what in which order
 * @param fix what the kernel does instead
 * @param planted how what is planted differs from what the kernel had
 * @param references where it is written of, each with what it has to do with the bug
 * @param mutant the slug of what plants it below: its own, or that of another form of it
 * @param specified the lines of the specification
 * @param coded the lines of Java
 * @param execution the shortest way to the harm that the code does, without the specification
 * @param reproduce commands, each after the program's name
 */
public record BugReport(
        BugsReport.Row row,
        String broke,
        String story,
        String fix,
        Optional<String> planted,
        ImmutableList<String> references,
        String mutant,
        ImmutableList<Lines> specified,
        ImmutableList<Lines> coded,
        ExploreReport execution,
        ImmutableList<String> reproduce)
        implements Report {

    /**
     * Lines of a file that plant the bug.
     *
     * @param file where they are
     * @param what what the file does with them, a few words
     * @param comment what stands above them
     * @param wrong as they are with the bug
     * @param right as they are without; empty if that is to be seen elsewhere
     */
    public record Lines(
            String file,
            String what,
            Optional<String> comment,
            ImmutableList<String> wrong,
            Optional<ImmutableList<String>> right) {}

    /** {@return what the list says of a bug} */
    public static BugsReport.Row row(Exhibit exhibit, Measured measured) {
        return BugsReport.Row.of(exhibit, measured);
    }

    /** {@return where a bug is written of, each with what it has to do with it} */
    public static ImmutableList<String> references(Exhibit exhibit) {
        return References.all(exhibit.bug());
    }

    /** {@return what it took to find it} */
    Optional<Figures> figures() {
        return row.figures();
    }

    @Override
    public String verb() {
        return "bugs";
    }

    /** It is a bug that was looked for, so to have found it is success. */
    @Override
    public Judgement judgement() {
        return execution.judgement() == Judgement.FAILED ? Judgement.HELD : Judgement.FAILED;
    }
}
