package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Machine;
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
        GupScript script = GupScript.parse(schedule.scenario());
        GupProgram program = new GupProgram(script);
        Machine machine = new Machine(program);
        GupMapping mapping = new GupMapping(program);
        GupActions actions = new GupActions(program);
        ImmutableSortedMap<String, Value> initial = mapping.project(machine);
        List<Event> events = new ArrayList<>();
        for (int step = 0; step < schedule.steps(); step++) {
            int task = schedule.picks().get(step);
            requireEnabled(machine, schedule, step, task);
            Optional<String> source = machine.locate(task).map(SourceLocation::toString);
            GupActions.Pending pending = actions.pending(machine, task);
            machine.step(task);
            ActionCall action = actions.taken(pending, machine);
            events.add(new Event(
                    step + 1,
                    program.taskName(task),
                    action.name(),
                    action.parameters(),
                    mapping.project(machine),
                    source));
        }
        TraceHeader header = TraceHeader.of(GupSpec.MODULE, GupSpec.constants(script))
                .withSchedule(script.toString(), schedule.toString());
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
