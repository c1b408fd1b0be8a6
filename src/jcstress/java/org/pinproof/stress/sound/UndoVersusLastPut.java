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

/** The undo may be the last to let go, and then it frees. */
@JCStressTest
@Description("grab and undo against the last put")
@Outcome(id = "stopped, 0, free", expect = ACCEPTABLE, desc = "Whoever reached zero freed.")
@Outcome(id = ".*, 0, kept", expect = FORBIDDEN, desc = "Leaked: nobody freed the page.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The undo is not the inverse of the grab.")
public class UndoVersusLastPut {

    @Actor
    public void walker(Races.Undoing world, LLL_Result r) {
        r.r1 = world.grabAndUndo() ? "pinned" : "stopped";
    }

    @Actor
    public void unmapper(Races.Undoing world, LLL_Result r) {
        world.kernel().zap().zap(0);
    }

    @Arbiter
    public void end(Races.Undoing world, LLL_Result r) {
        r.r2 = world.count(0);
        r.r3 = world.isFree(0) ? "free" : "kept";
    }
}
