package org.pinproof.report;

import java.util.Collection;
import java.util.List;
import org.pinproof.conform.Verdict;

/** What a result comes to, which is all that the exit code says of it. */
public enum Judgement {
    /** Everything was looked at, and all of it held. */
    HELD(0),
    /** Something diverged or was violated, or is not as was expected. */
    FAILED(1),
    /** The question could not be asked: the input is at fault. */
    ERROR(2),
    /** Nothing wrong was seen, and not everything was looked at. Never green. */
    INCONCLUSIVE(3);

    /** The worst first: a failure is a fact, whatever else could not be looked at. */
    private static final List<Judgement> BY_WEIGHT = List.of(FAILED, ERROR, INCONCLUSIVE, HELD);

    private final int exitCode;

    Judgement(int exitCode) {
        this.exitCode = exitCode;
    }

    /** {@return the exit code of a command that comes to this} */
    public int exitCode() {
        return exitCode;
    }

    /**
     * {@return the heaviest of these: failed, error, inconclusive, held}
     *
     * @param asked how many there should be; fewer are inconclusive at best, and so is nothing at all
     */
    public static Judgement of(Collection<Judgement> parts, int asked) {
        Judgement heaviest =
                BY_WEIGHT.stream().filter(parts::contains).findFirst().orElse(INCONCLUSIVE);
        return heaviest == HELD && parts.size() < asked ? INCONCLUSIVE : heaviest;
    }

    /** {@return what this verdict comes to} */
    public static Judgement of(Verdict verdict) {
        if (verdict instanceof Verdict.Conforms) {
            return HELD;
        }
        if (verdict instanceof Verdict.Inconclusive) {
            return INCONCLUSIVE;
        }
        return verdict instanceof Verdict.Failed ? ERROR : FAILED;
    }
}
