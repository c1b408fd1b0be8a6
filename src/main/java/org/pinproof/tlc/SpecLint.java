package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.tlc.CheckedSpec.ActionShape;

/** Rules of style that replay and conformance depend on, and one that this TLC's correctness depends on. */
public final class SpecLint {
    private static final Pattern COMMENT = Pattern.compile("\\(\\*.*?\\*\\)|\\\\\\*[^\\n]*", Pattern.DOTALL);
    /** A function constructor over a product or a powerset: tlaplus issue 1302, {@code FcnLambdaValue.toFcnRcd}. */
    private static final Pattern UNSOUND =
            Pattern.compile("\\[[^\\[\\]|]*\\\\in[^\\[\\]|]*(\\\\X|\\\\times|SUBSET)[^\\[\\]|]*\\|->");

    private SpecLint() {}

    /** {@return what is wrong with how Next is written, one line each} */
    public static ImmutableList<String> actions(CheckedSpec spec) {
        ImmutableList.Builder<String> faults = ImmutableList.builder();
        for (ActionShape shape : spec.shapes()) {
            if (shape.isNext()) {
                faults.add("every step of Next is a named action; " + shape.place() + " is " + shape.operator()
                        + " itself; write Next as a disjunction of operators, quantified over constant sets");
            }
            if (!shape.unbound().isEmpty()) {
                faults.add("every parameter of an action is bound by a constant; " + shape.place() + " leaves "
                        + String.join(", ", shape.unbound()) + " of " + shape.operator()
                        + " open; quantify over a constant set in Next and test the state in the action");
            }
        }
        return faults.build();
    }

    /** {@return functions over products or powersets in a module, which this TLC gets wrong under EXCEPT, one line each} */
    public static ImmutableList<String> functions(Path module) {
        try {
            String text = COMMENT.matcher(Files.readString(module)).replaceAll(SpecLint::blank);
            ImmutableList.Builder<String> faults = ImmutableList.builder();
            Matcher found = UNSOUND.matcher(text);
            while (found.find()) {
                long line = text.substring(0, found.start()).lines().count();
                faults.add("a function's domain is no product and no powerset, which this TLC gets wrong under EXCEPT"
                        + " (tlaplus issue 1302); " + module.getFileName() + " line " + Math.max(line, 1) + " has "
                        + found.group().replaceAll("\\s+", " ") + "; nest functions over plain sets");
            }
            return faults.build();
        } catch (IOException e) {
            throw new UncheckedIOException(module + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps line ends, for the line numbers. */
    private static String blank(java.util.regex.MatchResult comment) {
        return comment.group().replaceAll("[^\\n]", " ");
    }
}
