package org.pinproof.explore.litmus;

import java.util.ArrayList;
import java.util.List;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;
import org.pinproof.sched.Registers;

/**
 * A program whose tasks run a fixed number of units each; a subclass says what a unit does.
 *
 * <p>All operations of all litmus programs are of one class on purpose: the engine's call of {@link Operation#run} then has one
 * target, which the JIT compiler inlines.
 */
abstract class LitmusProgram implements Program {

    private final String name;
    private final int tasks;
    private final List<Unit> units = new ArrayList<>();
    final MemoryLayout layout = new MemoryLayout();

    /** A program in which every task runs the units 0 to unitsPerTask - 1. */
    LitmusProgram(String name, int tasks, int unitsPerTask) {
        this.name = name;
        this.tasks = tasks;
        for (int unit = 0; unit < unitsPerTask; unit++) {
            for (int task = 0; task < tasks; task++) {
                units.add(new Unit(this, task, unit));
            }
        }
    }

    abstract void run(int task, int unit, Memory memory, Registers registers);

    /** {@return what a task does in a unit, for people} */
    abstract String unitName(int task, int unit);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MemoryLayout layout() {
        return layout;
    }

    @Override
    public final int tasks() {
        return tasks;
    }

    @Override
    public final Operation operation(int task, int index) {
        int at = index * tasks + task;
        return at < units.size() ? units.get(at) : null;
    }

    private record Unit(LitmusProgram program, int task, int unit) implements Operation {

        @Override
        public String name() {
            return program.unitName(task, unit);
        }

        @Override
        public void run(Memory memory, Registers registers) {
            program.run(task, unit, memory, registers);
        }
    }
}
