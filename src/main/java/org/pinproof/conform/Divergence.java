package org.pinproof.conform;

import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.sched.Schedule;

/**
 * Where observed behaviour leaves the specification, with all a person needs to look into it.
 *
 * @param matched how many steps conform: the longest matched prefix
 * @param total how many steps there are, if that is known
 * @param task who took the step after it; empty if the start itself differs
 * @param source the line of code that took it, if the code was at hand
 * @param reason why it is none of the specification's
 * @param schedule an execution of the code that shows it, if the code was at hand; shrunk where it says so
 * @param reproduce the command that shows it again
 */
public record Divergence(
        long matched,
        OptionalLong total,
        Optional<String> task,
        Optional<String> source,
        Reason reason,
        Optional<Schedule> schedule,
        String reproduce) {

    /** {@return the number of the diverging step, counted from 1; 0 is the initial state} */
    public long step() {
        return task.isEmpty() ? 0 : matched + 1;
    }
}
