package org.pinproof.explore;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.sched.Fingerprint;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Snapshot;

/**
 * How many interleavings a program has: the ways from its initial state to an end, counted over the graph of its states without
 * taking each.
 *
 * <p>Two ways are two if their schedules are. Every state has as many ways as those it leads to have together. None leads back to
 * an earlier one: a state knows the results that its operations have seen, and a step adds one or ends the operation.
 */
public final class InterleavingCount {
    private final Machine machine;
    private final int mostStates;
    private final Fingerprint fingerprint = new Fingerprint();
    private final Map<State, BigInteger> ways = new HashMap<>();
    private final Deque<Frame> stack = new ArrayDeque<>();

    private record State(long high, long low) {}

    private static final class Frame {
        final State state;
        final Snapshot snapshot;
        int left;
        BigInteger sum = BigInteger.ZERO;

        Frame(State state, Snapshot snapshot, int left) {
            this.state = state;
            this.snapshot = snapshot;
            this.left = left;
        }
    }

    /**
     * Makes a count.
     *
     * @param machine taken over by the count
     * @param mostStates where to give up
     */
    public InterleavingCount(Machine machine, int mostStates) {
        this.machine = machine;
        this.mostStates = mostStates;
    }

    /** {@return the number; empty if there are more states than the limit} A count runs once. */
    public Optional<BigInteger> run() {
        machine.reset();
        BigInteger done = enter();
        while (!stack.isEmpty()) {
            Frame top = stack.peek();
            if (done != null) {
                top.sum = top.sum.add(done);
                done = null;
            }
            if (top.left == 0) {
                stack.pop();
                ways.put(top.state, top.sum);
                done = top.sum;
                continue;
            }
            int task = Integer.numberOfTrailingZeros(top.left);
            top.left &= top.left - 1;
            machine.restore(top.snapshot);
            machine.step(task);
            done = enter();
            if (ways.size() > mostStates) {
                return Optional.empty();
            }
        }
        return Optional.of(done);
    }

    /** {@return the ways from this state if they are known, or null, and the state is on the stack} */
    private BigInteger enter() {
        fingerprint.clear();
        machine.fingerprintInto(fingerprint);
        State state = new State(fingerprint.high(), fingerprint.low());
        int enabled = machine.enabled();
        BigInteger known = enabled == 0 ? BigInteger.ONE : ways.get(state);
        if (known == null) {
            stack.push(new Frame(state, machine.snapshot(), enabled));
        }
        return known;
    }
}
