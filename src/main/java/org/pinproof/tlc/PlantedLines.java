package org.pinproof.tlc;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cfg plants: the lines that put an operator of its own root module in the place of one of the modules that this extends,
 * each alone on its line.
 *
 * @param cfg the cfg's text
 * @param replaced in the order of the cfg
 */
public record PlantedLines(String cfg, ImmutableList<Replaced> replaced) {
    private static final Pattern OVERRIDE = Pattern.compile("\\s*(\\w+)\\s*<-\\s*(\\w+)\\s*");

    private static final Splitter NAMES = Splitter.on(',').trimResults().omitEmptyStrings();

    /**
     * One line.
     *
     * @param operator the right one
     * @param by what stands in its place
     * @param right the definition of the one, as it stands in its module; empty if it is a constant or has none
     * @param wrong the definition of the other
     */
    public record Replaced(String operator, String by, Optional<Definition> right, Definition wrong) {}

    /**
     * A definition.
     *
     * @param module file name
     * @param comment the comment right before it, without the marks, on one line; may be empty
     * @param lines its text
     */
    public record Definition(String module, String comment, ImmutableList<String> lines) {}

    /**
     * Reads a cfg and the modules of its folder.
     *
     * @throws SpecException if one of the files is missing
     */
    public static PlantedLines of(Path folder, ManifestEntry entry) {
        Path cfg = folder.resolve(entry.cfg());
        String root = entry.module() + ".tla";
        SpecSteppers.requireFile(cfg, "cfg");
        SpecSteppers.requireFile(folder.resolve(root), "module " + entry.module());
        try {
            LinkedHashMap<String, List<String>> modules = new LinkedHashMap<>();
            read(folder, root, modules);
            String text = Files.readString(cfg);
            List<String> own = modules.remove(root);
            ImmutableList.Builder<Replaced> replaced = ImmutableList.builder();
            for (String line : Splitter.on('\n').split(text)) {
                Matcher override = OVERRIDE.matcher(line);
                if (override.matches()) {
                    Optional<Definition> wrong = definition(root, own, override.group(2));
                    if (wrong.isPresent()) {
                        replaced.add(new Replaced(
                                override.group(1), override.group(2), right(modules, override.group(1)), wrong.get()));
                    }
                }
            }
            return new PlantedLines(text, replaced.build());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a module and those that it extends, nearest first; what is not in the folder is of the standard library. */
    private static void read(Path folder, String module, Map<String, List<String>> modules) throws IOException {
        Deque<String> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            Path file = folder.resolve(next);
            if (!modules.containsKey(next) && Files.isRegularFile(file)) {
                List<String> lines = Files.readAllLines(file);
                modules.put(next, lines);
                lines.stream()
                        .filter(line -> line.startsWith("EXTENDS "))
                        .flatMap(line -> NAMES.splitToStream(line.substring("EXTENDS ".length())))
                        .forEach(name -> open.addLast(name + ".tla"));
            }
        }
    }

    private static Optional<Definition> right(Map<String, List<String>> modules, String operator) {
        return modules.entrySet().stream()
                .flatMap(module -> definition(module.getKey(), module.getValue(), operator).stream())
                .findFirst();
    }

    /** From the operator's name at the beginning of a line to the next empty line, comment or definition there. */
    private static Optional<Definition> definition(String module, List<String> lines, String operator) {
        Pattern begins = Pattern.compile(operator + "\\s*(\\([^)]*\\))?\\s*==.*");
        for (int first = 0; first < lines.size(); first++) {
            if (begins.matcher(lines.get(first)).matches()) {
                int end = first + 1;
                while (end < lines.size() && lines.get(end).startsWith(" ")) {
                    end++;
                }
                return Optional.of(
                        new Definition(module, comment(lines, first), ImmutableList.copyOf(lines.subList(first, end))));
            }
        }
        return Optional.empty();
    }

    private static String comment(List<String> lines, int definition) {
        int first = definition;
        while (first > 0 && lines.get(first - 1).startsWith("\\*")) {
            first--;
        }
        return Joiner.on(' ')
                .join(lines.subList(first, definition).stream()
                        .map(line -> line.substring(2).strip())
                        .toList());
    }

    /** {@return the cfg's text without the lines that plant something: the same question of the correct specification} */
    public String control() {
        return Joiner.on('\n')
                .join(Splitter.on('\n')
                        .splitToStream(cfg)
                        .filter(line -> replaced.stream()
                                .noneMatch(each ->
                                        line.matches("\\s*" + each.operator() + "\\s*<-\\s*" + each.by() + "\\s*")))
                        .toList());
    }
}
