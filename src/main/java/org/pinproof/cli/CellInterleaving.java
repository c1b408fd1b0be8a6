package org.pinproof.cli;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pinproof.explore.Replay;
import org.pinproof.report.Interleaving;
import org.pinproof.report.Interleaving.Change;
import org.pinproof.report.Interleaving.Step;
import org.pinproof.report.Interleavings;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.ScheduleException;
import org.pinproof.sched.SourceLocation;

/** An execution told by the cells it changed, for programs that no specification has variables for. */
final class CellInterleaving {
    private CellInterleaving() {}

    /**
     * {@return the execution}
     *
     * @param program a fresh one
     * @throws ScheduleException if the schedule is of another program
     */
    static Interleaving of(Program program, Schedule schedule) {
        Machine machine = new Machine(program);
        Replay replay = new Replay(schedule);
        EvictingQueue<Step> steps = EvictingQueue.create(Interleavings.MOST_STEPS);
        replay.begin(machine);
        for (int number = 1; number <= schedule.steps(); number++) {
            int task = replay.pick(machine, machine.enabled());
            String action = machine.pendingStep(task).name();
            Optional<String> source = machine.locate(task).map(SourceLocation::toString);
            long[] before = cells(machine, program);
            machine.step(task);
            steps.add(new Step(number, program.taskName(task), action, source, changes(machine, program, before)));
        }
        return new Interleaving(
                IntStream.range(0, program.tasks())
                        .mapToObj(program::taskName)
                        .collect(ImmutableList.toImmutableList()),
                Math.max(0, schedule.steps() - Interleavings.MOST_STEPS),
                ImmutableList.copyOf(steps));
    }

    private static long[] cells(Machine machine, Program program) {
        return IntStream.range(0, program.layout().size())
                .mapToLong(machine::cell)
                .toArray();
    }

    private static ImmutableList<Change> changes(Machine machine, Program program, long[] before) {
        return IntStream.range(0, before.length)
                .filter(cell -> machine.cell(cell) != before[cell])
                .mapToObj(cell ->
                        new Change(program.layout().cell(cell).name(), word(before[cell]), word(machine.cell(cell))))
                .collect(ImmutableList.toImmutableList());
    }

    /** Counts as numbers; words with high bits, as entries have them, in hexadecimal. */
    private static String word(long word) {
        return word == (int) word ? Long.toString(word) : "0x" + Long.toHexString(word);
    }
}
