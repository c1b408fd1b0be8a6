package org.pinproof.museum;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pinproof.explore.Plants;

/**
 * The lines of Java that plant a mutant: what {@link Plants} marks.
 *
 * @param file where they stand, below the sources
 * @param lines as they stand there, the mark left out
 */
public record MutantSource(String file, ImmutableList<String> lines) {
    /** Where the mutants are, below the sources. */
    private static final String MUTANTS = "org/pinproof/explore";

    /**
     * {@return the places that plant this mutant; empty if there are no sources here}
     *
     * @param sources the folder of the main sources
     */
    public static ImmutableList<MutantSource> of(Path sources, Twin twin) {
        Class<?> program = twin.rung().code(twin.mutant().script()).program().getClass();
        String name = program.getPackageName();
        return in(
                sources,
                name.substring(name.lastIndexOf('.') + 1),
                twin.mutant().slug());
    }

    /** @param program the package of the mutant's programs, below {@code explore} */
    static ImmutableList<MutantSource> in(Path sources, String program, String slug) {
        Path folder = sources.resolve(MUTANTS).resolve(program);
        if (!Files.isDirectory(folder)) {
            return ImmutableList.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            ImmutableList.Builder<MutantSource> found = ImmutableList.builder();
            for (Path file : java) {
                found.addAll(in(sources, file, slug));
            }
            return found.build();
        } catch (IOException e) {
            throw new UncheckedIOException("the sources below " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ImmutableList<MutantSource> in(Path sources, Path file, String slug) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.stream().noneMatch(line -> line.contains("\"" + slug + "\""))) {
            return ImmutableList.of();
        }
        CompilationUnit unit = new JavaParser(
                        new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17))
                .parse(file)
                .getResult()
                .orElseThrow(() -> new IllegalStateException(file + " cannot be parsed"));
        ImmutableList.Builder<MutantSource> found = ImmutableList.builder();
        unit.findAll(BodyDeclaration.class, declaration -> plants(declaration, slug))
                .forEach(declaration ->
                        found.add(new MutantSource(sources.relativize(file).toString(), text(declaration, lines))));
        return found.build();
    }

    private static boolean plants(BodyDeclaration<?> declaration, String slug) {
        return declaration
                .getAnnotationByName(Plants.class.getSimpleName())
                .filter(mark -> mark.findAll(StringLiteralExpr.class).stream()
                        .anyMatch(literal -> literal.asString().equals(slug)))
                .isPresent();
    }

    private static ImmutableList<String> text(BodyDeclaration<?> declaration, List<String> lines) {
        int first = declaration
                        .getAnnotationByName(Plants.class.getSimpleName())
                        .flatMap(mark -> mark.getRange())
                        .orElseThrow()
                        .end
                        .line
                + 1;
        int last = declaration.getRange().orElseThrow().end.line;
        List<String> whole = lines.subList(first - 1, last);
        int indent = whole.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return whole.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(ImmutableList.toImmutableList());
    }
}
