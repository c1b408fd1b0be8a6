package org.pinproof.museum;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Pattern;
import org.pinproof.tlc.SpecException;

/**
 * What is known of one bug.
 *
 * @param id a letter and two digits, with which the slugs of all its mutants begin
 * @param slug the id and a name; the most faithful mutant is called so
 * @param title a line for people
 * @param year in which it was fixed or found; null if nobody can say
 * @param nature whose bug it was, if anybody's
 * @param references where it is written of; never null
 * @param level the rung of the ladder that it needs, {@code L0} to {@code L6}, or {@code LX} for what drivers and callers do
 * @param memory what order of memory it needs to show
 * @param shownIn the specification that shows it, where several have a mutant of its slug; null for the first that has
 * @param tasks how many tasks it takes; null if that varies
 * @param broke what went wrong, and for whom
 * @param story who does what in which order
 * @param fix what the kernel does instead
 * @param planted how what is planted here differs from what the kernel had; null if it does not
 * @param outside why nothing here has it; null if something has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id",
    "slug",
    "title",
    "year",
    "nature",
    "references",
    "level",
    "memory",
    "shownIn",
    "tasks",
    "broke",
    "story",
    "fix",
    "planted",
    "outside"
})
public record Bug(
        String id,
        String slug,
        String title,
        Integer year,
        Nature nature,
        List<Reference> references,
        String level,
        MemoryOrder memory,
        String shownIn,
        Integer tasks,
        String broke,
        String story,
        String fix,
        String planted,
        String outside) {

    private static final Pattern ID = Pattern.compile("[A-Z]\\d\\d");
    private static final Pattern SLUG = Pattern.compile("[A-Z]\\d\\d(-[A-Za-z0-9]+)+");
    private static final Pattern LEVEL = Pattern.compile("L[0-6X]");

    /** Whose a bug was. */
    public enum Nature {
        @JsonProperty("kernel")
        KERNEL("kernel"),
        @JsonProperty("series")
        SERIES("posted, never released"),
        @JsonProperty("document")
        DOCUMENT("documentation"),
        @JsonProperty("class")
        CLASS("mutation class"),
        @JsonProperty("hypothesis")
        HYPOTHESIS("hypothesis");

        private final String label;

        Nature(String label) {
            this.label = label;
        }

        /** {@return the words for people} */
        public String label() {
            return label;
        }

        /** {@return whether somebody's code or text had it} */
        public boolean isReal() {
            return this != CLASS && this != HYPOTHESIS;
        }
    }

    /** What order of memory a bug needs to show: sequential consistency, a store buffer, or reordering beyond that. */
    public enum MemoryOrder {
        SC,
        TSO,
        RLX
    }

    public Bug {
        require(id != null && ID.matcher(id).matches(), id, "id must be a capital letter and two digits");
        require(
                slug != null && SLUG.matcher(slug).matches() && slug.startsWith(id + "-"),
                id,
                "slug must be the id and a name of letters, digits and hyphens");
        require(title != null && !title.isBlank(), id, "title must say in a line what the bug is");
        require(nature != null, id, "nature must be kernel, series, document, class or hypothesis");
        require(level != null && LEVEL.matcher(level).matches(), id, "level must be L0 to L6, or LX");
        require(memory != null, id, "memory must be SC, TSO or RLX");
        require(broke != null && !broke.isBlank(), id, "broke must say what went wrong");
        require(story != null && !story.isBlank(), id, "story must say how it happens");
        require(fix != null && !fix.isBlank(), id, "fix must say what the kernel does instead");
        require(
                memory == MemoryOrder.SC || outside != null || planted != null,
                id,
                "a bug that needs more than sequential consistency is planted in another form; say in planted how");
        references = references == null ? ImmutableList.of() : ImmutableList.copyOf(references);
        require(
                !nature.isReal() || !references.isEmpty(),
                id,
                "a bug that somebody had needs a reference; give one, or call it a class or a hypothesis");
    }

    private static void require(boolean rule, String id, String text) {
        if (!rule) {
            throw new SpecException("bug " + id + ": " + text);
        }
    }

    /** {@return whether a mutant of this slug plants this bug} */
    public boolean isPlantedBy(String mutant) {
        return mutant.startsWith(id + "-");
    }
}
