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

/** An undo that does not test for zero leaks the page when it is the last to let go. */
@JCStressTest
@Description("A08-mass-sub-no-testzero: pin_fast against the last put")
@Outcome(id = "pinned, 1024, kept", expect = ACCEPTABLE, desc = "The pin outlived the mapping.")
@Outcome(id = "stopped, 0, free", expect = ACCEPTABLE, desc = "The mapping's reference was the last, or the undo was.")
@Outcome(id = "pinned a free page.*", expect = FORBIDDEN, desc = "Grabbed from a freed page.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "Lost, leaked, or freed while held.")
public class Broken_07_MassSubNoTestzero {

    /** The race's world with the broken walker. */
    @State
    public static class Broken extends Races.OnePage {
        public Broken() {
            super(GupMutant.MASS_SUB_NO_TESTZERO);
        }
    }

    @Actor
    public void walker(Broken world, LLL_Result r) {
        boolean pinned = world.pinFast(0);
        r.r1 = !pinned ? "stopped" : world.isFree(0) ? "pinned a free page" : "pinned";
    }

    @Actor
    public void unmapper(Broken world, LLL_Result r) {
        world.kernel().zap().zap(0);
    }

    @Arbiter
    public void end(Broken world, LLL_Result r) {
        r.r2 = world.count(0);
        r.r3 = world.isFree(0) ? "free" : "kept";
    }
}
