package org.pinproof.stress.sound;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.pinproof.stress.Races;

/** A grab that is undone may be seen for a moment, and leaves nothing behind. */
@JCStressTest
@Description("grab and undo against clear-and-query")
@Outcome(id = "stopped, NOT_PINNED, 1", expect = ACCEPTABLE, desc = "Nothing of the grab was seen.")
@Outcome(
        id = "stopped, MAYBE_PINNED, 1",
        expect = ACCEPTABLE_INTERESTING,
        desc = "False positive: the query came between the grab and its undo.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The undo is not the inverse of the grab.")
public class UndoVersusQuery {

    @Actor
    public void walker(Races.Undoing world, LLL_Result r) {
        r.r1 = world.grabAndUndo() ? "pinned" : "stopped";
    }

    @Actor
    public void checker(Races.Undoing world, LLL_Result r) {
        r.r2 = world.kernel().mkclean().cleanAndQuery(0);
    }

    @Arbiter
    public void count(Races.Undoing world, LLL_Result r) {
        r.r3 = world.count(0);
    }
}
