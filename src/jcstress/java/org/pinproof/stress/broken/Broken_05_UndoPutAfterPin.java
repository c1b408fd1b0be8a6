package org.pinproof.stress.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.stress.Races;

/** A grab of 1024 that is undone by 1 leaves the page pinned for good. */
@JCStressTest
@Description("A05-undo-put-after-pin: pin_fast against clear-and-query")
@Outcome(id = "pinned, MAYBE_PINNED, 1025", expect = ACCEPTABLE, desc = "The grab came before the query.")
@Outcome(
        id = "stopped, NOT_PINNED, 1",
        expect = ACCEPTABLE,
        desc = "The walker found the entry gone or changed, and nothing of it was seen.")
@Outcome(
        id = "stopped, MAYBE_PINNED, 1",
        expect = ACCEPTABLE_INTERESTING,
        desc = "False positive: the query saw a grab that was undone.")
@Outcome(
        id = "pinned, NOT_PINNED, .*",
        expect = FORBIDDEN,
        desc = "False negative: pinned through the old entry, and said not pinned.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A count that is not what is held.")
public class Broken_05_UndoPutAfterPin {

    /** The race's world with the broken walker. */
    @State
    public static class Broken extends Races.OnePage {
        public Broken() {
            super(GupMutant.UNDO_PUT_AFTER_PIN);
        }
    }

    @Actor
    public void walker(Broken world, LLL_Result r) {
        r.r1 = world.pinFast(0) ? "pinned" : "stopped";
    }

    @Actor
    public void checker(Broken world, LLL_Result r) {
        r.r2 = world.kernel().mkclean().cleanAndQuery(0);
    }

    @Arbiter
    public void count(Broken world, LLL_Result r) {
        r.r3 = world.count(0);
    }
}
