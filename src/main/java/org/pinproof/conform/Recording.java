package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.ScheduleException;
import org.pinproof.sched.SourceLocation;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/** An execution of the code as a trace: every step with the whole observed state after it, and the line that took it. */
public final class Recording {
    private Recording() {}

    /**
     * Runs a schedule of its own script and records it.
     *
     * @throws ScheduleException if the schedule picks a task that cannot take a step
     */
    public static Trace of(Schedule schedule) {
        String script = schedule.scenario();
        Rung rung = Rungs.ALL.ofScript(script);
        SpecifiedCode code = rung.code(script);
        Program program = code.program();
        Machine machine = new Machine(program);
        ImmutableSortedMap<String, Value> initial = code.project(machine);
        List<Event> events = new ArrayList<>();
        for (int step = 0; step < schedule.steps(); step++) {
            int task = schedule.picks().get(step);
            requireEnabled(machine, schedule, step, task);
            Optional<String> source = machine.locate(task).map(SourceLocation::toString);
            SpecifiedCode.Pending pending = code.pending(machine, task);
            machine.step(task);
            ActionCall action = pending.taken(machine);
            events.add(new Event(
                    step + 1,
                    program.taskName(task),
                    action.name(),
                    action.parameters(),
                    code.project(machine),
                    source));
        }
        TraceHeader header =
                TraceHeader.of(rung.module(), rung.constants(script)).withSchedule(program.name(), schedule.toString());
        return Trace.numbered(header, initial, events);
    }

    private static void requireEnabled(Machine machine, Schedule schedule, int step, int task) {
        if (task >= machine.program().tasks() || (machine.enabled() >> task & 1) == 0) {
            throw new ScheduleException("step " + (step + 1) + " of schedule " + schedule + " picks task " + task
                    + ", which cannot take a step there. The schedule belongs to another version of the scenario, or was"
                    + " cut or edited.");
        }
    }
}
