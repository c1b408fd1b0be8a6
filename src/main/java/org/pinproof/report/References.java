package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;
import org.pinproof.museum.Bug;
import org.pinproof.museum.Reference;
import org.pinproof.museum.Reference.Kind;
import org.pinproof.museum.Reference.Role;

/** Where a bug is written of, for people. */
final class References {
    private References() {}

    /** {@return the CVE, or the fix, or the first there is; of a class or hypothesis, nothing: nobody had it} */
    static String best(Bug bug) {
        if (!bug.nature().isReal()) {
            return "";
        }
        Stream<Reference> cve = bug.references().stream().filter(reference -> reference.kind() == Kind.CVE);
        Stream<Reference> fix = bug.references().stream().filter(r -> r.kind() == Kind.COMMIT && r.role() == Role.FIX);
        Stream<Reference> commit = bug.references().stream().filter(r -> r.kind() == Kind.COMMIT);
        return Stream.of(cve, fix, commit, bug.references().stream())
                .flatMap(each -> each)
                .findFirst()
                .map(References::told)
                .orElse("");
    }

    /** {@return all of them, each with what it has to do with the bug} */
    static ImmutableList<String> all(Bug bug) {
        return bug.references().stream().map(References::told).collect(ImmutableList.toImmutableList());
    }

    private static String told(Reference reference) {
        return reference.role().label() + " " + shown(reference);
    }

    private static String shown(Reference reference) {
        return reference.what() + (reference.checked() ? "" : " (not checked)");
    }
}
