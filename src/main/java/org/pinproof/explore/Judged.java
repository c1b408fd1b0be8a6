package org.pinproof.explore;

import com.google.common.collect.ImmutableSet;
import org.pinproof.sched.ForwardingProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Program;

/**
 * A program of which only some properties count; it goes on past the violation of any other. Of a state that violates several
 * it sees the one that the program names first.
 *
 * @param properties names, as they stand before the colon of what the program says is wrong
 */
public record Judged(Program program, ImmutableSet<String> properties) implements ForwardingProgram {

    /** {@return the name of the property that is violated, of what a program says is wrong} */
    public static String property(String wrong) {
        int colon = wrong.indexOf(':');
        return colon < 0 ? wrong : wrong.substring(0, colon);
    }

    private String judged(String wrong) {
        return wrong != null && properties.contains(property(wrong)) ? wrong : null;
    }

    @Override
    public String violation(MachineView end) {
        return judged(program.violation(end));
    }

    @Override
    public String stepViolation(MachineView now) {
        return judged(program.stepViolation(now));
    }
}
