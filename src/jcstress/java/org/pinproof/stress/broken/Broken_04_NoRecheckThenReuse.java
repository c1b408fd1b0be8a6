package org.pinproof.stress.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
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

/** The same omission as in Broken_01, against reuse: the pin is of somebody else's page. */
@JCStressTest
@Description("A19-no-recheck: pin_fast against unmap and reuse")
@Outcome(id = "pinned, in use, 1024", expect = ACCEPTABLE, desc = "The pin kept the page from being reused.")
@Outcome(id = "stopped, reused, 1", expect = ACCEPTABLE, desc = "Freed, and somebody else has it.")
@Outcome(
        id = "stopped, in use, 0",
        expect = ACCEPTABLE,
        desc = "The walker's grab, undone later, kept the page from being reused.")
@Outcome(id = "pinned, reused, .*", expect = FORBIDDEN, desc = "Use after free: a pin of somebody else's page.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A count that is not what is held.")
public class Broken_04_NoRecheckThenReuse {

    /** The race's world with the broken walker. */
    @State
    public static class Broken extends Races.OnePage {
        public Broken() {
            super(GupMutant.NO_RECHECK);
        }
    }

    @Actor
    public void walker(Broken world, LLL_Result r) {
        r.r1 = world.pinFast(0) ? "pinned" : "stopped";
    }

    @Actor
    public void unmapper(Broken world, LLL_Result r) {
        world.kernel().zap().zap(0);
        r.r2 = world.kernel().allocator().alloc(0) ? "reused" : "in use";
    }

    @Arbiter
    public void count(Broken world, LLL_Result r) {
        r.r3 = world.count(0);
    }
}
