package org.pinproof.tlc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The expected verdict of every cfg, {@code spec/manifest.json}: a JSON list of {@link ManifestEntry}.
 *
 * @param folder the specification folder
 * @param entries the entries in the file's order
 */
public record Manifest(Path folder, ImmutableList<ManifestEntry> entries) {
    /** The manifest's name in its folder. */
    public static final String FILE = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Manifest {
        Set<String> seen = new HashSet<>();
        for (ManifestEntry entry : entries) {
            if (!seen.add(entry.cfg())) {
                throw new SpecException("a manifest has one entry for a cfg; " + entry.cfg() + " has two; remove one");
            }
        }
    }

    /**
     * Reads the manifest of a specification folder.
     *
     * @throws SpecException if there is none, it is not JSON, has an unknown field, or lacks one
     */
    public static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            List<ManifestEntry> entries = JSON.readValue(file.toFile(), new TypeReference<>() {});
            return new Manifest(folder, ImmutableList.copyOf(entries));
        } catch (UnrecognizedPropertyException e) {
            throw new SpecException(
                    file + ": a manifest entry has no field \"" + e.getPropertyName() + "\" (" + place(e)
                            + "); the fields are " + new TreeSet<>(names(e)) + "; correct or remove it",
                    e);
        } catch (ValueInstantiationException e) {
            throw new SpecException(
                    file + " (" + place(e) + "): " + e.getCause().getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new SpecException(
                    file + " must be a JSON list of entries (" + place(e) + "): " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SpecException(
                    "a specification folder has a " + FILE + "; " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> names(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream().map(Object::toString).toList();
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "unknown line"
                : "line " + e.getLocation().getLineNr();
    }

    /** {@return the entry of a cfg} */
    public Optional<ManifestEntry> entry(String cfg) {
        return entries.stream().filter(entry -> entry.cfg().equals(cfg)).findFirst();
    }

    /** {@return the specification that this module sets bounds for or plants bugs in, or itself} */
    public static String base(String module) {
        return module.replaceFirst("^(MC|Mut)(?=[A-Z])", "");
    }

    /** {@return the invariants that cfgs of this specification hold, in the order of their names} */
    public ImmutableSortedSet<String> invariants(String base) {
        return entries.stream()
                .filter(entry -> base(entry.module()).equals(base))
                .flatMap(entry -> entry.witnesses().keySet().stream())
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }

    /** {@return what is in the folder or in the manifest but not in both, one line for people each} */
    public ImmutableList<String> strays() {
        ImmutableList.Builder<String> strays = ImmutableList.builder();
        for (ManifestEntry entry : entries) {
            for (String file : List.of(entry.cfg(), entry.module() + ".tla")) {
                if (!Files.isRegularFile(folder.resolve(file))) {
                    strays.add("manifest entry " + entry.cfg() + ": expected file " + file + " in " + folder
                            + ", got none; add the file or remove the entry");
                }
            }
        }
        for (String cfg : cfgs()) {
            if (entry(cfg).isEmpty()) {
                strays.add("cfg " + cfg + ": expected an entry in " + FILE
                        + ", got none; say there what it asks and what it must find");
            }
        }
        return strays.build();
    }

    private Set<String> cfgs() {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cfg")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** {@return this manifest with the entry of the same cfg replaced, in its place} */
    public Manifest with(ManifestEntry changed) {
        return new Manifest(
                folder,
                entries.stream()
                        .map(entry -> entry.cfg().equals(changed.cfg()) ? changed : entry)
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Writes the manifest to its folder: to a temporary file, which then takes the old one's place. */
    public void write() {
        Path file = folder.resolve(FILE);
        Path next = folder.resolve(FILE + ".new");
        try {
            Files.writeString(next, JSON.writeValueAsString(entries) + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written: " + e.getMessage(), e);
        }
    }
}
