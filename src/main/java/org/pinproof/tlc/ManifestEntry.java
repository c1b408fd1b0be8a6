package org.pinproof.tlc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one cfg: the question it asks and everything a check must find again.
 *
 * @param cfg file name in the specification folder
 * @param module root module, without {@code .tla}
 * @param question what the cfg asks, one sentence
 * @param verdict the answer
 * @param property the violated property; null if the cfg holds, or for a deadlock
 * @param kind the violated property's kind; null if the cfg holds
 * @param distinct different states found
 * @param generated states computed, repetitions included; null if not compared
 * @param depth levels of the search
 * @param witnesses for each invariant of a cfg that holds, the operator that is true where the invariant says something, or
 *     {@link #ALWAYS}; empty if the cfg is violated, whose counterexample says enough; never null
 * @param unfired actions of Next that cannot happen in this cfg; never null
 * @param mutant which known bug the cfg plants and finds; null for none, and for the control of a mutant, which holds
 * @param broken the specification's invariants that are false somewhere in all that the planted bug makes possible, in the
 *     order of their names; empty unless {@code mutant} is given; never null
 * @param taken the actions of the shortest way to the violation, in the order of their names; empty if the cfg holds; never null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
    "cfg",
    "module",
    "question",
    "verdict",
    "property",
    "kind",
    "distinct",
    "generated",
    "depth",
    "witnesses",
    "unfired",
    "mutant",
    "broken",
    "taken"
})
public record ManifestEntry(
        String cfg,
        String module,
        String question,
        Expected verdict,
        String property,
        PropertyKind kind,
        long distinct,
        Long generated,
        int depth,
        Map<String, String> witnesses,
        List<String> unfired,
        String mutant,
        List<String> broken,
        List<String> taken) {

    /** In place of a witness: the invariant has no antecedent, so it says something of every state. */
    public static final String ALWAYS = "always";

    /** The two answers a cfg may be committed with. */
    public enum Expected {
        @JsonProperty("holds")
        HOLDS,
        @JsonProperty("violates")
        VIOLATES
    }

    public ManifestEntry {
        require(cfg != null && cfg.matches("[\\w.-]+\\.cfg"), cfg, "cfg must be a file name ending in .cfg");
        require(module != null && module.matches("\\w+"), cfg, "module must be a module's name");
        require(question != null && !question.isBlank(), cfg, "question must say what the cfg asks");
        require(verdict != null, cfg, "verdict must be \"holds\" or \"violates\"");
        boolean holds = verdict == Expected.HOLDS;
        require(holds == (kind == null), cfg, "kind must be given exactly if the verdict is \"violates\"");
        require(
                holds || kind == PropertyKind.DEADLOCK ? property == null : property != null,
                cfg,
                "property must name what is violated, and be left out if nothing is or if it is a deadlock");
        require(
                !holds || mutant == null,
                cfg,
                "a mutant's verdict must be \"violates\", or " + mutant
                        + " is not caught; leave \"mutant\" out of a control");
        require(
                distinct > 0 || kind == PropertyKind.ASSUME,
                cfg,
                "distinct must be the number of states, which is at least 1");
        require(depth > 0 || kind == PropertyKind.ASSUME, cfg, "depth must be at least 1");
        witnesses = witnesses == null ? ImmutableMap.of() : ImmutableMap.copyOf(witnesses);
        unfired = unfired == null ? ImmutableList.of() : ImmutableList.copyOf(unfired);
        broken = broken == null ? ImmutableList.of() : ImmutableList.copyOf(broken);
        taken = taken == null ? ImmutableList.of() : ImmutableList.copyOf(taken);
        require(
                mutant != null || broken.isEmpty(),
                cfg,
                "broken says what a mutant breaks; give \"mutant\", or remove it");
        require(!holds || taken.isEmpty(), cfg, "taken is the way to a violation; remove it, or correct the verdict");
        require(
                holds || witnesses.isEmpty(),
                cfg,
                "witnesses are looked at only if the verdict is \"holds\"; remove them");
    }

    private static void require(boolean rule, String cfg, String text) {
        if (!rule) {
            throw new SpecException("manifest entry " + cfg + ": " + text);
        }
    }

    /** {@return the verdict that a run must come to} */
    public TlcVerdict expected() {
        return verdict == Expected.HOLDS
                ? new TlcVerdict.Holds()
                : new TlcVerdict.Violates(kind, Optional.ofNullable(property).orElse(""));
    }

    /** {@return the operators that must be true somewhere, each once} */
    public ImmutableList<String> askedWitnesses() {
        return witnesses.values().stream()
                .filter(operator -> !operator.equals(ALWAYS))
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * {@return this entry with the counts of a run in place of the old ones}
     *
     * @throws SpecException if the run came to another verdict: what a cfg must answer is for a person to decide
     */
    public ManifestEntry measured(TlcResult result) {
        if (!result.verdict().equals(expected())) {
            throw new SpecException(
                    "only figures are taken over into the manifest, never a verdict; " + cfg + ": expected "
                            + expected() + ", got " + result.verdict()
                            + "; look at the counterexample, or correct the manifest by hand if the change is meant");
        }
        return new ManifestEntry(
                cfg,
                module,
                question,
                verdict,
                property,
                kind,
                result.distinct(),
                generated == null ? null : Long.valueOf(result.generated()),
                result.depth(),
                witnesses,
                unfired,
                mutant,
                broken,
                taken);
    }

    /** {@return this entry with another ledger} */
    public ManifestEntry with(List<String> breaks, List<String> takes) {
        return new ManifestEntry(
                cfg, module, question, verdict, property, kind, distinct, generated, depth, witnesses, unfired, mutant,
                breaks, takes);
    }
}
