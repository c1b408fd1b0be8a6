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

/** Exactly one free: a second one would take the frame from whoever has it by then. */
@JCStressTest
@Description("pin_fast and unpin against unmap and reuse")
@Outcome(
        id = "(pinned|stopped), reused, 1, kept",
        expect = ACCEPTABLE,
        desc = "Freed before the reuse, once, and the new owner has it.")
@Outcome(
        id = "(pinned|stopped), in use, 0, free",
        expect = ACCEPTABLE,
        desc = "The walker held it at the time, and freed it afterwards.")
@Outcome(id = ".*, reused, .*, free", expect = FORBIDDEN, desc = "Freed twice: the second time under its new owner.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "Lost, leaked, or freed while held.")
public class UnpinVersusReuse {

    @Actor
    public void walker(Races.OnePage world, LLLL_Result r) {
        boolean pinned = world.pinFast(0);
        r.r1 = pinned ? "pinned" : "stopped";
        if (pinned) {
            world.kernel().release().unpinUserPage(0);
        }
    }

    @Actor
    public void unmapper(Races.OnePage world, LLLL_Result r) {
        world.kernel().zap().zap(0);
        r.r2 = world.kernel().allocator().alloc(0) ? "reused" : "in use";
    }

    @Arbiter
    public void end(Races.OnePage world, LLLL_Result r) {
        r.r3 = world.count(0);
        r.r4 = world.isFree(0) ? "free" : "kept";
    }
}
