package org.pinproof.explore;

import com.google.common.collect.ImmutableSet;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/**
 * A program of which only some properties count; it goes on past the violation of any other. Of a state that violates several
 * it sees the one that the program names first.
 *
 * @param properties names, as they stand before the colon of what the program says is wrong
 */
public record Judged(Program program, ImmutableSet<String> properties) implements Program {

    /** {@return the name of the property that is violated, of what a program says is wrong} */
    public static String property(String wrong) {
        int colon = wrong.indexOf(':');
        return colon < 0 ? wrong : wrong.substring(0, colon);
    }

    private String judged(String wrong) {
        return wrong != null && properties.contains(property(wrong)) ? wrong : null;
    }

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
    public String taskName(int task) {
        return program.taskName(task);
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
        return judged(program.violation(end));
    }

    @Override
    public boolean isAtRest(MachineView stuck) {
        return program.isAtRest(stuck);
    }

    @Override
    public String stepViolation(MachineView now) {
        return judged(program.stepViolation(now));
    }
}
