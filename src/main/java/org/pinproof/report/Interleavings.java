package org.pinproof.report;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.pinproof.conform.Difference;
import org.pinproof.explore.Replay;
import org.pinproof.report.Interleaving.Change;
import org.pinproof.report.Interleaving.Step;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.ScheduleException;
import org.pinproof.sched.SourceLocation;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Value;

/** Lays executions out as {@link Interleaving}s. */
public final class Interleavings {
    /** Most steps shown; of a longer execution, the last ones. */
    private static final int MOST_STEPS = 40;

    /** Where a task stands shows in its column already. */
    private static final ImmutableSet<String> SHOWN_AS_COLUMN = ImmutableSet.of("pc");

    private Interleavings() {}

    /**
     * {@return a trace up to an event, that event included}
     *
     * @param last the event, counted from 1
     */
    public static Interleaving of(EventStream trace, long last) {
        EvictingQueue<Step> steps = EvictingQueue.create(MOST_STEPS);
        TreeSet<String> tasks = new TreeSet<>();
        ImmutableSortedMap<String, Value> before = trace.initial();
        while (trace.hasNext()) {
            Event event = trace.next();
            if (event.seq() > last) {
                break;
            }
            tasks.add(event.task());
            steps.add(new Step(
                    event.seq(),
                    Shown.stored(event.task()),
                    event.action(),
                    event.source().map(Shown::stored),
                    changes(before, event.post())));
            before = event.post();
        }
        long omitted = steps.isEmpty() ? 0 : steps.peek().number() - 1;
        return new Interleaving(ImmutableList.copyOf(tasks), omitted, ImmutableList.copyOf(steps));
    }

    private static ImmutableList<Change> changes(
            ImmutableSortedMap<String, Value> before, ImmutableSortedMap<String, Value> after) {
        return Difference.between(before, after).stream()
                .filter(d -> !SHOWN_AS_COLUMN.contains(d.place().split("\\[", 2)[0]))
                .map(d -> new Change(d.place(), Shown.stored(d.expected()), Shown.stored(d.actual())))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * {@return an execution of a program, told by its cells}
     *
     * @param program a fresh one
     * @throws ScheduleException if the schedule is of another program
     */
    public static Interleaving of(Program program, Schedule schedule) {
        Machine machine = new Machine(program);
        Replay replay = new Replay(schedule);
        EvictingQueue<Step> steps = EvictingQueue.create(MOST_STEPS);
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
                Math.max(0, schedule.steps() - MOST_STEPS),
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
