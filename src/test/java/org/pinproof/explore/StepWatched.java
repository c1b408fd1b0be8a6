package org.pinproof.explore;

import org.pinproof.sched.ForwardingProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Program;

/** A program with a property of the states between steps: cell 0 never holds the forbidden value. */
record StepWatched(Program program, int forbidden) implements ForwardingProgram {

    @Override
    public String stepViolation(MachineView now) {
        return now.intCell(0) == forbidden ? "cell 0 is " + forbidden : null;
    }
}
