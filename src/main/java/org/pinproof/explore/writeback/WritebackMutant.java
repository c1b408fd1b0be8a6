package org.pinproof.explore.writeback;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The kernel code with one decision wrong, by the slug that the specification's mutant has as well. */
public enum WritebackMutant {
    /** The correct code. */
    NONE("none", WritebackParts::new);

    private final String slug;
    private final Supplier<WritebackParts> parts;

    WritebackMutant(String slug, Supplier<WritebackParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts, and in {@code spec/README.md}} */
    public String slug() {
        return slug;
    }

    WritebackParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static WritebackMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(WritebackMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
