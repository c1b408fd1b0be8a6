package org.pinproof.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.WarmTlc;

/** How soon a bug is found, which is the same in every run but for the seconds. */
class MeasuringTest {
    private static final Path SPEC = Path.of("spec");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"A05", "B01", "D18"})
    void a_bug_is_found_again_as_soon_as_the_committed_figures_say(String id) {
        Exhibit exhibit = Museum.open(SPEC).find(id);
        try (WarmTlc warm = new WarmTlc()) {
            assertEquals(
                    Measured.read(SPEC).of(exhibit.bug()).map(Figures::reproducible),
                    new Measuring(SPEC, warm, () -> false).of(exhibit).map(Figures::reproducible));
        }
    }

    @Test
    void who_is_told_to_stop_has_no_figures() {
        Exhibit exhibit = Museum.open(SPEC).find("A05");
        try (WarmTlc warm = new WarmTlc()) {
            assertEquals(Optional.empty(), new Measuring(SPEC, warm, () -> true).of(exhibit));
        }
    }

    @Test
    void figures_are_written_and_read_by_slug() throws IOException {
        Figures one = figures("B01-one", 3.5);
        Figures other = figures("A01-other", null);
        Measured measured = Measured.read(folder)
                .with(List.of(one, figures("A01-other", 9.0)))
                .with(List.of(other));
        measured.write(folder);
        assertEquals(measured, Measured.read(folder));
        assertEquals(List.of(other, one), measured.bySlug().values().asList());
        assertEquals(
                List.of(),
                Files.list(folder).filter(f -> f.toString().endsWith(".new")).toList());
    }

    @Test
    void what_are_no_figures_is_refused() throws IOException {
        Files.writeString(folder.resolve(Measured.FILE), "{}");
        assertTrue(assertThrows(SpecException.class, () -> Measured.read(folder))
                .getMessage()
                .contains("must be a JSON list of figures: "));
    }

    private static Figures figures(String slug, Double median) {
        Figures.Found found = new Figures.Found(20, median == null ? 3 : 20, median);
        return new Figures(
                slug, new Figures.Tlc("X.cfg", "P", 0.1, 7, 3), new Figures.Code("script", found, found, found, 9));
    }
}
