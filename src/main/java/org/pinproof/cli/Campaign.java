package org.pinproof.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.SpecException;

/**
 * The cfgs that are too dear for every build: {@code spec/campaign.json}, a list of names. {@code verify} looks at them if it is
 * asked to, and says how many it has left out; {@code check} knows no difference.
 */
record Campaign(ImmutableSet<String> cfgs) {
    /** The file's name in the specification folder. */
    static final String FILE = "campaign.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * {@return the list of a specification folder, empty if it has none}
     *
     * @throws SpecException if the file is no list of names
     */
    static Campaign read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new Campaign(ImmutableSet.of());
        }
        try {
            return new Campaign(
                    ImmutableSet.copyOf(JSON.readValue(file.toFile(), new TypeReference<List<String>>() {})));
        } catch (JsonProcessingException e) {
            throw new SpecException(file + " must be a JSON list of cfgs: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SpecException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return what is wrong between this and the manifest, a line each} */
    ImmutableSet<String> faults(Manifest manifest) {
        ImmutableSet<String> known =
                manifest.entries().stream().map(ManifestEntry::cfg).collect(ImmutableSet.toImmutableSet());
        return cfgs.stream()
                .filter(cfg -> !known.contains(cfg))
                .map(cfg -> cfg + " in " + FILE
                        + ": expected a cfg of the manifest, got no such name; correct or remove it")
                .collect(ImmutableSet.toImmutableSet());
    }
}
