package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pinproof.tlc.CheckedSpec.ActionShape;

/** Rules of style that replay and conformance depend on, and those that this TLC's correctness depends on. */
public final class SpecLint {
    private static final Pattern COMMENT = Pattern.compile("\\(\\*.*?\\*\\)|\\\\\\*[^\\n]*", Pattern.DOTALL);
    /** A function constructor over a product or a powerset: tlaplus issue 1302, {@code FcnLambdaValue.toFcnRcd}. */
    private static final Pattern UNSOUND =
            Pattern.compile("\\[[^\\[\\]|]*\\\\in[^\\[\\]|]*(\\\\X|\\\\times|SUBSET)[^\\[\\]|]*\\|->");

    /** As a word: WF_ and SF_, which TLC gets right, are other words. */
    private static final Pattern ENABLED = Pattern.compile("\\bENABLED\\b");

    private SpecLint() {}

    /**
     * {@return what is wrong with the text of the modules of a folder, one line each, by module}
     *
     * @throws UncheckedIOException if the folder or a module cannot be read
     */
    public static ImmutableList<String> modules(Path folder) {
        ImmutableList.Builder<String> faults = ImmutableList.builder();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".tla"))
                    .sorted()
                    .forEach(module -> faults.addAll(functions(module)).addAll(enabled(module)));
            return faults.build();
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

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
        return found(
                module,
                UNSOUND,
                "a function's domain is no product and no powerset, which this TLC gets wrong under EXCEPT"
                        + " (tlaplus issue 1302)",
                "nest functions over plain sets");
    }

    /** {@return uses of ENABLED in a module, which this TLC gets wrong across INSTANCE, one line each} */
    public static ImmutableList<String> enabled(Path module) {
        return found(
                module,
                ENABLED,
                "no module uses ENABLED, which this TLC gets wrong across INSTANCE",
                "write the guard out, or use WF_ or SF_");
    }

    private static ImmutableList<String> found(Path module, Pattern fault, String rule, String remedy) {
        try {
            String text = COMMENT.matcher(Files.readString(module)).replaceAll(SpecLint::blank);
            ImmutableList.Builder<String> faults = ImmutableList.builder();
            Matcher found = fault.matcher(text);
            while (found.find()) {
                long line = 1
                        + text.substring(0, found.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                faults.add(rule + "; " + module.getFileName() + " line " + line + " has "
                        + found.group().replaceAll("\\s+", " ") + "; " + remedy);
            }
            return faults.build();
        } catch (IOException e) {
            throw new UncheckedIOException(module + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps line ends, for the line numbers. */
    private static String blank(MatchResult comment) {
        return comment.group().replaceAll("[^\\n]", " ");
    }
}
