package org.pinproof.stress.sound;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.pinproof.stress.Races;

/** Nothing is removed: both walkers succeed, and both are counted. */
@JCStressTest
@Description("pin_fast against pin_fast")
@Outcome(id = "pinned, pinned, 2049", expect = ACCEPTABLE, desc = "Both pins are counted.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A walker stopped for no reason, or a lost addition.")
public class TwoWalkersOnePage {

    @Actor
    public void one(Races.OnePage world, LLL_Result r) {
        r.r1 = world.pinFast(0) ? "pinned" : "stopped";
    }

    @Actor
    public void other(Races.OnePage world, LLL_Result r) {
        r.r2 = world.pinFast(0) ? "pinned" : "stopped";
    }

    @Arbiter
    public void count(Races.OnePage world, LLL_Result r) {
        r.r3 = world.count(0);
    }
}
