package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Set;
import org.pinproof.conform.SpecifiedCode;
import org.pinproof.explore.Judged;
import org.pinproof.explore.Replay;
import org.pinproof.report.Interleaving;
import org.pinproof.report.Interleaving.Beside;
import org.pinproof.report.Interleaving.Broken;
import org.pinproof.report.Interleaving.Moment;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;

/** Puts the state of each moment beside an execution, if the code has something to show of a state. */
final class StateBeside {
    private StateBeside() {}

    /**
     * {@return the execution with the state beside it}
     *
     * @param execution of this schedule, or its end
     * @param code a fresh one
     */
    static Interleaving of(Interleaving execution, SpecifiedCode code, Schedule schedule) {
        if (code.shown().isEmpty()) {
            return execution;
        }
        Program program = code.program();
        Machine machine = new Machine(program);
        Replay replay = new Replay(schedule);
        ImmutableList<String> first = code.show(machine);
        ImmutableList.Builder<Moment> moments = ImmutableList.builder();
        ImmutableList.Builder<Broken> broken = ImmutableList.builder();
        Set<String> named = new HashSet<>();
        replay.begin(machine);
        for (int number = 1; number <= schedule.steps(); number++) {
            int task = replay.pick(machine, machine.enabled());
            boolean begins = machine.logLength(task) == 0;
            machine.step(task);
            String wrong = wrong(machine, program);
            if (wrong != null && named.add(Judged.property(wrong))) {
                broken.add(new Broken(number, wrong));
            }
            if (number <= execution.omitted()) {
                first = code.show(machine);
            } else {
                moments.add(new Moment(begins, code.show(machine)));
            }
        }
        return execution.with(
                new Beside(calls(program, execution.tasks()), code.shown(), first, moments.build(), broken.build()));
    }

    private static String wrong(Machine machine, Program program) {
        String wrong = program.stepViolation(machine);
        return wrong == null && machine.finished() ? program.violation(machine) : wrong;
    }

    /** {@return what each of these tasks calls; one that takes no step of an execution has no column in it} */
    private static ImmutableList<ImmutableList<String>> calls(Program program, ImmutableList<String> shown) {
        ImmutableList.Builder<ImmutableList<String>> tasks = ImmutableList.builder();
        for (int task = 0; task < program.tasks(); task++) {
            if (!shown.contains(program.taskName(task))) {
                continue;
            }
            ImmutableList.Builder<String> calls = ImmutableList.builder();
            int index = 0;
            for (Operation call = program.operation(task, 0); call != null; call = program.operation(task, ++index)) {
                calls.add(call.name());
            }
            tasks.add(calls.build());
        }
        return tasks.build();
    }
}
