package org.pinproof.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.conform.Rungs;

/** The lines of Java that plant a mutant. */
class MutantSourceTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    private Path folder;

    static Stream<Twin> twins() {
        return Rungs.ALL.inOrder().stream()
                .flatMap(rung -> rung.mutants().stream().map(mutant -> new Twin(rung, mutant)));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void every_mutant_of_the_code_is_marked(Twin twin) {
        assertFalse(
                MutantSource.of(SOURCES, twin).isEmpty(),
                () -> "nothing is marked with @Plants(\"" + twin.mutant().slug() + "\") in the programs of "
                        + twin.rung().module());
    }

    @Test
    void the_lines_are_those_of_the_class_or_method_without_the_mark() throws IOException {
        Path file = folder.resolve("org/pinproof/explore/toy/Toy.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package org.pinproof.explore.toy;

                class Toy {
                    /** One. */
                    @Plants({"one", "two"})
                    static class Wrong extends Toy {
                        int answer() {
                            return 41;
                        }
                    }

                    @Plants("three")
                    int question() {
                        return 0;
                    }
                }
                """);
        assertEquals(
                ImmutableList.of(new MutantSource(
                        "org/pinproof/explore/toy/Toy.java",
                        ImmutableList.of(
                                "static class Wrong extends Toy {",
                                "    int answer() {",
                                "        return 41;",
                                "    }",
                                "}"))),
                MutantSource.in(folder, "toy", "two"));
        assertEquals(1, MutantSource.in(folder, "toy", "three").size());
        assertEquals(ImmutableList.of(), MutantSource.in(folder, "toy", "four"));
        assertEquals(ImmutableList.of(), MutantSource.in(folder, "nothing", "one"));
    }
}
