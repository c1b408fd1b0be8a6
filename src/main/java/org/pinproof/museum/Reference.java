package org.pinproof.museum;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.pinproof.tlc.SpecException;

/**
 * Where a bug is written of.
 *
 * @param what a commit's hash, a CVE, or a mail or document in words
 * @param kind what sort of text
 * @param role what it has to do with the bug
 * @param checked whether its text was read; otherwise it is reported so
 */
public record Reference(String what, Kind kind, Role role, boolean checked) {
    /** What sort of text. */
    public enum Kind {
        @JsonProperty("commit")
        COMMIT,
        @JsonProperty("cve")
        CVE,
        @JsonProperty("mail")
        MAIL,
        @JsonProperty("document")
        DOCUMENT
    }

    /** What a text has to do with a bug. */
    public enum Role {
        @JsonProperty("cause")
        CAUSE("introduced by"),
        @JsonProperty("fix")
        FIX("fixed by"),
        @JsonProperty("report")
        REPORT("reported as"),
        @JsonProperty("discussion")
        DISCUSSION("discussed in");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        /** {@return the words for people} */
        public String label() {
            return label;
        }
    }

    public Reference {
        if (what == null || what.isBlank() || kind == null || role == null) {
            throw new SpecException(
                    "a reference must have what, kind (commit, cve, mail, document) and role (cause, fix, report,"
                            + " discussion); found " + what + ", " + kind + ", " + role);
        }
    }
}
