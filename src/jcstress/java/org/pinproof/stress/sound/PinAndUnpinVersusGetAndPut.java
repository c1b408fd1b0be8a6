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

/** Each release takes back what its own grab added, whatever the other does in between. */
@JCStressTest
@Description("pin_fast and unpin against get_fast and put")
@Outcome(id = "true, true, 1", expect = ACCEPTABLE, desc = "The mapping's reference is left.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A walker stopped for no reason, or a count that drifted.")
public class PinAndUnpinVersusGetAndPut {

    @Actor
    public void pinner(Races.OnePage world, LLL_Result r) {
        r.r1 = world.pinFast(0);
        world.kernel().release().unpinUserPage(0);
    }

    @Actor
    public void getter(Races.OnePage world, LLL_Result r) {
        r.r2 = world.getFast(0);
        world.kernel().release().putPage(0);
    }

    @Arbiter
    public void count(Races.OnePage world, LLL_Result r) {
        r.r3 = world.count(0);
    }
}
