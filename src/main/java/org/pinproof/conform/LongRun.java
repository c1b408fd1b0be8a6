package org.pinproof.conform;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.pinproof.explore.SeededRandom;
import org.pinproof.sched.ForwardingProgram;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/**
 * A recording of any length: each task makes its calls over and over, and each step is of a task drawn at random from those that
 * can take one. The same script, seed and length give the same events.
 *
 * <p>Made event by event as it is read, in memory that does not depend on the length as long as the calls give back what they
 * take.
 */
public final class LongRun implements EventStream {
    private final long length;
    private final SeededRandom random;
    private final SpecifiedCode code;
    private final Program program;
    private final Machine machine;
    private final ImmutableList<ImmutableList<SpecifiedCode.Begun>> repeated;
    private final int[] calls;
    private final TraceHeader header;
    private final ImmutableSortedMap<String, Value> initial;
    private long taken;

    /**
     * Starts with every task before its first call.
     *
     * @param cycle a script: what each task calls, again and again
     * @param length number of events
     */
    public LongRun(String cycle, long seed, long length) {
        Preconditions.checkArgument(length >= 1, "a run has at least one event; asked for %s", length);
        Rung rung = Rungs.ALL.ofScript(cycle);
        this.length = length;
        this.random = new SeededRandom(seed);
        this.code = rung.code(cycle);
        this.program = code.program();
        this.machine = new Machine(new WithoutCalls(program));
        this.repeated = calls(program);
        this.calls = new int[program.tasks()];
        this.header = TraceHeader.of(rung.module(), rung.constants(cycle))
                .withSeed(seed)
                .withDescription("each task repeats its calls, steps drawn at random: " + program.name());
        this.initial = code.project(machine);
    }

    private static ImmutableList<ImmutableList<SpecifiedCode.Begun>> calls(Program program) {
        ImmutableList.Builder<ImmutableList<SpecifiedCode.Begun>> calls = ImmutableList.builder();
        int id = 0;
        for (int task = 0; task < program.tasks(); task++) {
            ImmutableList.Builder<SpecifiedCode.Begun> own = ImmutableList.builder();
            Operation operation = program.operation(task, 0);
            for (int index = 1; operation != null; index++) {
                own.add(new SpecifiedCode.Begun(operation, id++));
                operation = program.operation(task, index);
            }
            calls.add(own.build());
        }
        return calls.build();
    }

    /** The same tasks, which call nothing by themselves. */
    private record WithoutCalls(Program program) implements ForwardingProgram {
        @Override
        public Operation operation(int task, int index) {
            return null;
        }
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public ImmutableSortedMap<String, Value> initial() {
        return initial;
    }

    @Override
    public boolean hasNext() {
        return taken < length;
    }

    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        for (int task = 0; task < calls.length; task++) {
            beginNext(task);
        }
        int task = drawn(machine.enabled());
        SpecifiedCode.Pending pending = code.pending(machine, task);
        machine.step(task);
        ActionCall action = pending.taken(machine);
        taken++;
        return new Event(
                taken,
                program.taskName(task),
                action.name(),
                action.parameters(),
                code.project(machine),
                Optional.empty());
    }

    /** Calls that take no step, such as the release of what is not held, are passed over, at most once round. */
    private void beginNext(int task) {
        List<SpecifiedCode.Begun> own = repeated.get(task);
        for (int tries = 0; machine.idle(task) && tries < own.size(); tries++) {
            SpecifiedCode.Begun call = own.get(calls[task]++ % own.size());
            machine.begin(task, call.operation(), call.id());
        }
    }

    private int drawn(int enabled) {
        Preconditions.checkState(enabled != 0, "no task of %s can take a step after event %s", program.name(), taken);
        int mask = enabled;
        for (int skip = random.nextInt(Integer.bitCount(enabled)); skip > 0; skip--) {
            mask &= mask - 1;
        }
        return Integer.numberOfTrailingZeros(mask);
    }

    @Override
    public void close() {}
}
