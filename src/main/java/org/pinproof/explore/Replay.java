package org.pinproof.explore;

import java.util.StringJoiner;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.ScheduleException;

/** Takes the steps of one schedule, exactly. */
public final class Replay implements Strategy {

    private final Schedule schedule;
    private int step;
    private boolean done;
    private boolean complete;

    /** Makes the replay of this schedule. */
    public Replay(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return "replay";
    }

    /** Throws a {@link ScheduleException} if the schedule is for another scenario. */
    @Override
    public void begin(Machine machine) {
        schedule.requireScenario(machine.program().name());
        step = 0;
    }

    /** Throws a {@link ScheduleException} if the task of this step cannot take one. */
    @Override
    public int pick(Machine machine, int enabled) {
        if (step == schedule.steps()) {
            return ABANDON;
        }
        int task = schedule.picks().get(step++);
        if (task >= machine.program().tasks() || (enabled >> task & 1) == 0) {
            throw new ScheduleException("step " + step + " of schedule " + schedule + " picks task " + task + ", "
                    + why(machine, task) + "; enabled: " + names(machine.program(), enabled)
                    + ". The schedule belongs to another version of the scenario, or was cut or edited.");
        }
        return task;
    }

    private static String why(Machine machine, int task) {
        Program program = machine.program();
        if (task >= program.tasks()) {
            return "and there are only " + program.tasks() + " tasks";
        }
        String name = program.taskName(task);
        return machine.idle(task)
                ? name + ", which has finished"
                : name + ", which waits for "
                        + program.layout().cell(machine.pendingCell(task)).name();
    }

    private static String names(Program program, int enabled) {
        StringJoiner names = new StringJoiner(", ");
        for (int rest = enabled; rest != 0; rest &= rest - 1) {
            int task = Integer.numberOfTrailingZeros(rest);
            names.add(task + " (" + program.taskName(task) + ")");
        }
        return names.toString();
    }

    /** Throws a {@link ScheduleException} if the execution ended before the schedule did. */
    @Override
    public void end(Machine machine, boolean abandoned) {
        done = true;
        complete = !abandoned;
        if (complete && step < schedule.steps()) {
            throw new ScheduleException("the execution ended after step " + step + " of schedule " + schedule
                    + ", which has "
                    + schedule.steps() + ": no task can take another. The schedule belongs to another version of the"
                    + " scenario, or was edited.");
        }
    }

    @Override
    public boolean more() {
        return !done;
    }

    @Override
    public Coverage coverage(boolean checksSteps) {
        return complete
                ? new Coverage(true, "the one execution of the schedule")
                : new Coverage(false, "the schedule ends after " + schedule.steps() + " steps, before the tasks do");
    }
}
