package org.pinproof.stress.sound;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.pinproof.stress.Races;

/** A compound page is freed and its frames become pages of their own: the head that was read is not the head any more. */
@JCStressTest
@Description("get_fast of a tail against free and reuse of the compound page")
@Outcome(
        id = "got, reused, 1, 2",
        expect = ACCEPTABLE,
        desc = "Got the new page at the old entry, which is equal by value.")
@Outcome(
        id = "stopped, reused, 1, 1",
        expect = ACCEPTABLE,
        desc = "The walker found the entry gone, or undid its grab.")
@Outcome(id = "got, in use, 1, 0", expect = ACCEPTABLE, desc = "Got the tail; the compound page lives on.")
@Outcome(
        id = "stopped, in use, (0|1), 0",
        expect = ACCEPTABLE,
        desc = "The walker held the head for a moment, and undid its grab.")
@Outcome(
        id = "got, reused, 2, 1",
        expect = FORBIDDEN,
        desc = "A reference to a tail, counted on a page that is no longer its head.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A count that is not what is held.")
public class TailVersusReuse {

    @Actor
    public void walker(Races.Compound world, LLLL_Result r) {
        r.r1 = world.getFast(1) ? "got" : "stopped";
    }

    @Actor
    public void unmapper(Races.Compound world, LLLL_Result r) {
        world.kernel().zap().zap(0);
        world.kernel().zap().zap(1);
        boolean reused = world.kernel().allocator().alloc(0);
        r.r2 = reused && world.kernel().fault().install(1, 1) ? "reused" : "in use";
    }

    @Arbiter
    public void counts(Races.Compound world, LLLL_Result r) {
        r.r3 = world.count(0);
        r.r4 = world.count(1);
    }
}
