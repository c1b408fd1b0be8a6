package org.pinproof.museum;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pinproof.tlc.SpecException;

/**
 * The figures of all bugs, {@code spec/bugs-measured.json}: a JSON list of {@link Figures}, by slug.
 *
 * @param bySlug in the order of the slugs
 */
public record Measured(ImmutableMap<String, Figures> bySlug) {
    /** The file's name in the specification folder. */
    public static final String FILE = "bugs-measured.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * {@return the figures of a specification folder, none if it has no such file}
     *
     * @throws SpecException if the file is no list of figures
     */
    public static Measured read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new Measured(ImmutableMap.of());
        }
        try {
            List<Figures> all = JSON.readValue(file.toFile(), new TypeReference<>() {});
            return new Measured(all.stream().collect(ImmutableMap.toImmutableMap(Figures::slug, figures -> figures)));
        } catch (JsonProcessingException e) {
            throw new SpecException(
                    file + " must be a JSON list of figures: " + e.getOriginalMessage()
                            + "; make it anew by bugs --measure",
                    e);
        } catch (IOException e) {
            throw new SpecException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return the figures of this bug} */
    public Optional<Figures> of(Bug bug) {
        return Optional.ofNullable(bySlug.get(bug.slug()));
    }

    /** {@return these with others in the place of the ones of the same bugs} */
    public Measured with(Iterable<Figures> others) {
        Map<String, Figures> all = new TreeMap<>(bySlug);
        others.forEach(figures -> all.put(figures.slug(), figures));
        return new Measured(ImmutableMap.copyOf(all));
    }

    /** {@return those of bugs that the museum has} */
    public Measured of(Museum museum) {
        Map<String, Figures> all = new TreeMap<>(bySlug);
        all.keySet()
                .retainAll(museum.exhibits().stream()
                        .map(exhibit -> exhibit.bug().slug())
                        .toList());
        return new Measured(ImmutableMap.copyOf(all));
    }

    /** Writes the figures to a specification folder: to a temporary file, which then takes the old one's place. */
    public void write(Path folder) {
        Path file = folder.resolve(FILE);
        Path next = folder.resolve(FILE + ".new");
        try {
            Files.writeString(next, JSON.writeValueAsString(bySlug.values()) + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written: " + e.getMessage(), e);
        }
    }
}
