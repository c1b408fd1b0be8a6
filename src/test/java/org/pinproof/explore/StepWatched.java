package org.pinproof.explore;

import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A program with a property of the states between steps: cell 0 never holds the forbidden value. */
record StepWatched(Program program, int forbidden) implements Program {

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public MemoryLayout layout() {
        return program.layout();
    }

    @Override
    public int tasks() {
        return program.tasks();
    }

    @Override
    public int registers(int task) {
        return program.registers(task);
    }

    @Override
    public Operation operation(int task, int index) {
        return program.operation(task, index);
    }

    @Override
    public String violation(MachineView end) {
        return program.violation(end);
    }

    @Override
    public String stepViolation(MachineView now) {
        return now.intCell(0) == forbidden ? "cell 0 is " + forbidden : null;
    }
}
