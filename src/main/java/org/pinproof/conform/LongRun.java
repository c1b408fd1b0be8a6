package org.pinproof.conform;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.pinproof.explore.SeededRandom;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupOperation;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Machine;
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
    /**
     * Four tasks on two frames and one vpn: a pin, a plain reference, a checker and an unmapper, each of which meets every
     * other. Whatever frame a walk hands out is given back.
     */
    public static final GupScript CYCLE = GupScript.parse(
            "order0/2/1/pin(0,1);unpin(0);unpin(1)|get(0,1);put(0);put(1)|clean(0)|zap(0);map(0,0);map(0,1)");

    private final GupScript cycle;
    private final long length;
    private final SeededRandom random;
    private final GupProgram program;
    private final Machine machine;
    private final GupMapping mapping;
    private final GupActions actions;
    private final Map<GupCall, GupOperation> operations = new HashMap<>();
    private final Map<GupCall, Integer> ids = new HashMap<>();
    private final int[] calls;
    private final TraceHeader header;
    private final ImmutableSortedMap<String, Value> initial;
    private long taken;

    /**
     * Starts with every task before its first call.
     *
     * @param cycle what each task calls, again and again
     * @param length number of events
     */
    public LongRun(GupScript cycle, long seed, long length) {
        Preconditions.checkArgument(length >= 1, "a run has at least one event; asked for %s", length);
        this.cycle = cycle;
        this.length = length;
        this.random = new SeededRandom(seed);
        this.program =
                new GupProgram(GupScript.idle(cycle.shape(), cycle.tasks().size(), cycle.mutant()));
        this.machine = new Machine(program);
        this.mapping = new GupMapping(program);
        this.actions = new GupActions(program);
        this.calls = new int[cycle.tasks().size()];
        this.header = TraceHeader.of(GupSpec.MODULE, GupSpec.constants(cycle))
                .withSeed(seed)
                .withDescription("each task repeats its calls, steps drawn at random: " + cycle);
        this.initial = mapping.project(machine);
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
        GupActions.Pending pending = actions.pending(machine, task);
        machine.step(task);
        ActionCall action = actions.taken(pending, machine);
        taken++;
        return new Event(
                taken,
                program.taskName(task),
                action.name(),
                action.parameters(),
                mapping.project(machine),
                Optional.empty());
    }

    /** Calls that take no step, such as the release of what is not held, are passed over, at most once round. */
    private void beginNext(int task) {
        List<GupCall> repeated = cycle.tasks().get(task);
        for (int tries = 0; machine.idle(task) && tries < repeated.size(); tries++) {
            GupCall call = repeated.get(calls[task]++ % repeated.size());
            int id = ids.computeIfAbsent(call, c -> ids.size());
            machine.begin(task, operations.computeIfAbsent(call, program::operation), id);
        }
    }

    private int drawn(int enabled) {
        Preconditions.checkState(enabled != 0, "no task of %s can take a step after event %s", cycle, taken);
        int mask = enabled;
        for (int skip = random.nextInt(Integer.bitCount(enabled)); skip > 0; skip--) {
            mask &= mask - 1;
        }
        return Integer.numberOfTrailingZeros(mask);
    }

    @Override
    public void close() {}
}
