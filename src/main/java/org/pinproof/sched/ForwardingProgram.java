package org.pinproof.sched;

import org.pinproof.kernel.mm.MemoryLayout;

/** A program that answers as another one does, but for what is overridden. */
public interface ForwardingProgram extends Program {

    /** {@return the other one} */
    Program program();

    @Override
    default String name() {
        return program().name();
    }

    @Override
    default MemoryLayout layout() {
        return program().layout();
    }

    @Override
    default int tasks() {
        return program().tasks();
    }

    @Override
    default String taskName(int task) {
        return program().taskName(task);
    }

    @Override
    default int registers(int task) {
        return program().registers(task);
    }

    @Override
    default Operation operation(int task, int index) {
        return program().operation(task, index);
    }

    @Override
    default String violation(MachineView end) {
        return program().violation(end);
    }

    @Override
    default boolean isAtRest(MachineView stuck) {
        return program().isAtRest(stuck);
    }

    @Override
    default String stepViolation(MachineView now) {
        return program().stepViolation(now);
    }
}
