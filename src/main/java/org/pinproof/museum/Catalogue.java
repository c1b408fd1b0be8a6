package org.pinproof.museum;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pinproof.tlc.SpecException;

/**
 * What is written of bugs, {@code spec/bugs.json}: a JSON list of {@link Bug}.
 *
 * @param bugs in the file's order
 */
public record Catalogue(ImmutableList<Bug> bugs) {
    /** The file's name in the specification folder. */
    public static final String FILE = "bugs.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public Catalogue {
        Set<String> seen = new HashSet<>();
        for (Bug bug : bugs) {
            if (!seen.add(bug.id())) {
                throw new SpecException("a bug has one entry in " + FILE + "; " + bug.id() + " has two; remove one");
            }
        }
    }

    /**
     * Reads the catalogue of a specification folder.
     *
     * @throws SpecException if there is none, it is not JSON, has an unknown field, or lacks one
     */
    public static Catalogue read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            List<Bug> bugs = JSON.readValue(file.toFile(), new TypeReference<>() {});
            return new Catalogue(ImmutableList.copyOf(bugs));
        } catch (ValueInstantiationException e) {
            throw new SpecException(
                    file + " (line " + e.getLocation().getLineNr() + "): "
                            + e.getCause().getMessage(),
                    e);
        } catch (JsonProcessingException e) {
            throw new SpecException(file + " must be a JSON list of bugs: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SpecException(
                    "a specification folder with bugs has a " + FILE + "; " + file + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }
}
