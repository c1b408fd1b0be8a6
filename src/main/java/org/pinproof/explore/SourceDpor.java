package org.pinproof.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pinproof.sched.Machine;

/**
 * Runs at least one interleaving of every class of equivalent ones, keeping no states: source sets with sleep sets.
 *
 * <p>Two interleavings are equivalent if they order all conflicting steps alike; two steps conflict if one writes a cell that the other
 * touches. What a step touched is recorded when it is taken, so a section under a lock conflicts on its lock and on every cell it
 * really used, and a failed compare-and-set is a read. Source: "Source Sets: A Foundation for Optimal Dynamic Partial
 * Order Reduction", Abdulla, Aronis, Jonsson, Sagonas, J. ACM 64(4), 2017, algorithm 1.
 *
 * <p>Locks: a step that waits for a lock cannot be moved before a step inside the period in which another task holds the lock. Such a
 * pair is no race; the pair with the step that took the lock is. A task that is blocked when an execution ends races with its
 * pending step, although that is never taken.
 *
 * <p>Awaits: an await is a read of its cell, and only a write of the cell can end or undo what it waits for. It races with an earlier
 * write if it could have been taken right before it. Whoever touches the cell after that write follows from it, so this is
 * asked of the value that the cell had then.
 *
 * <p>Preserves final states, deadlocks and failures of operations. States between steps are not preserved.
 */
public final class SourceDpor implements Strategy {

    private final List<DporNode> path = new ArrayList<>();
    private int nodes;
    private int at;
    // events before this one are the same as in the execution before: their races are known
    private int firstNew;
    private int settled;
    private boolean holds;
    private boolean exhausted;
    private int[][] clocks = new int[0][];
    private final Optional<SeededRandom> random;

    /** Makes the search that goes on with a task as long as it can, which switches least. */
    public SourceDpor() {
        random = Optional.empty();
    }

    /**
     * Makes a search that begins each new stretch of an execution with tasks by chance. It covers the same classes, in another
     * order.
     */
    public SourceDpor(long seed) {
        random = Optional.of(new SeededRandom(seed));
    }

    @Override
    public String name() {
        return "dpor";
    }

    @Override
    public void begin(Machine machine) {
        int tasks = machine.program().tasks();
        if (clocks.length != tasks) {
            clocks = new int[tasks][tasks];
        }
        for (int[] clock : clocks) {
            Arrays.fill(clock, 0);
        }
        at = 0;
        settled = 0;
    }

    @Override
    public int pick(Machine machine, int enabled) {
        settle(machine);
        if (at == nodes) {
            DporNode node = node(at, machine);
            node.look(machine);
            open(node, enabled, at == 0 ? null : path.get(at - 1));
            int candidates = enabled & ~node.sleep;
            if (candidates == 0) {
                return ABANDON;
            }
            node.task = first(candidates);
            node.backtrack = 1 << node.task;
            nodes++;
        }
        DporNode node = path.get(at++);
        node.pending(machine, node.task);
        return node.task;
    }

    private int first(int candidates) {
        if (random.isPresent()) {
            int rest = candidates;
            for (int skip = random.get().nextInt(Integer.bitCount(candidates)); skip > 0; skip--) {
                rest &= rest - 1;
            }
            return Integer.numberOfTrailingZeros(rest);
        }
        int before = at == 0 ? 0 : path.get(at - 1).task;
        return (candidates >> before & 1) != 0 ? before : Integer.numberOfTrailingZeros(candidates);
    }

    private DporNode node(int index, Machine machine) {
        if (index == path.size()) {
            path.add(new DporNode(
                    machine.program().tasks(), machine.program().layout().size()));
        }
        return path.get(index);
    }

    /** Starts a node: a task sleeps that slept or was done in the node before and does not conflict with its event. */
    private static void open(DporNode node, int enabled, DporNode before) {
        node.enabled = enabled;
        node.done = 0;
        node.sleep = 0;
        if (before == null) {
            return;
        }
        int rest = (before.sleep | before.done) & ~(1 << before.task);
        for (; rest != 0; rest &= rest - 1) {
            int task = Integer.numberOfTrailingZeros(rest);
            if (!before.touched(task).conflicts(before.event())) {
                node.sleep |= 1 << task;
                node.touched(task).copyFrom(before.touched(task));
            }
        }
    }

    /** Completes the event of the step taken last: what it touched, what happens before it, what it races with. */
    private void settle(Machine machine) {
        if (settled == at) {
            return;
        }
        int index = settled++;
        DporNode event = path.get(index);
        if (index >= firstNew) {
            event.event().copyFrom(machine.footprint());
            event.leavesHeld = event.lock >= 0 && machine.cell(event.lock) != 0;
            holds |= event.leavesHeld;
            order(event, index);
            findRaces(event, index);
        } else {
            // pending() noted the step again; what it left behind is as before
            event.leavesHeld = event.lock >= 0 && machine.cell(event.lock) != 0;
        }
        System.arraycopy(event.clock, 0, clocks[event.task], 0, clocks.length);
    }

    private void order(DporNode event, int index) {
        int[] clock = event.clock;
        System.arraycopy(clocks[event.task], 0, clock, 0, clock.length);
        clock[event.task]++;
        for (int i = index - 1; i >= 0; i--) {
            DporNode earlier = path.get(i);
            if (earlier.number() > clock[earlier.task] && earlier.event().conflicts(event.event())) {
                join(clock, earlier.clock);
            }
        }
    }

    private void findRaces(DporNode event, int index) {
        int[] known = clocks[event.task].clone();
        for (int i = index - 1; i >= 0; i--) {
            DporNode earlier = path.get(i);
            if (earlier.task != event.task
                    && earlier.number() > known[earlier.task]
                    && earlier.event().conflicts(event.event())
                    && reversible(i, index, event)) {
                addBacktrack(i, index, event);
                join(known, earlier.clock);
            }
        }
    }

    /**
     * {@return whether the event, which conflicts with the earlier one, is not blocked once that and all that follows from it are
     * left out}
     */
    private boolean reversible(int earlier, int index, DporNode event) {
        if (event.until != null) {
            return path.get(earlier).satisfies(event);
        }
        if (!holds || !event.acquires) {
            return true;
        }
        for (int i = index - 1; i >= 0; i--) {
            DporNode between = path.get(i);
            boolean leftOut = i == earlier || i > earlier && path.get(earlier).before(between);
            if (!leftOut && between.lock == event.lock) {
                return !between.leavesHeld;
            }
        }
        return true;
    }

    /**
     * Sees to it that some task which can begin "the events between that do not follow from the earlier one, then the event" is
     * tried in the earlier one's state: the initials of the paper's {@code notdep(e, E).proc(e')}.
     */
    private void addBacktrack(int from, int index, DporNode event) {
        DporNode earlier = path.get(from);
        int initials = 0;
        int seen = 0;
        int first = -1;
        for (int i = from + 1; i <= index; i++) {
            DporNode candidate = i == index ? event : path.get(i);
            if (i < index && earlier.before(candidate) || (seen >> candidate.task & 1) != 0) {
                continue;
            }
            seen |= 1 << candidate.task;
            first = first < 0 ? candidate.task : first;
            if (beginsAlone(earlier, from, i, candidate)) {
                initials |= 1 << candidate.task;
            }
        }
        if ((earlier.backtrack & initials) == 0) {
            earlier.backtrack |= 1 << ((initials >> event.task & 1) != 0 ? event.task : first);
        }
    }

    /**
     * {@return whether the candidate's step can be the first of those between, the events that follow from the earlier one left out}
     *
     * <p>What a section touches may depend on what it reads, and what a blocked one would touch is not known at all. If the task's
     * step was taken in the earlier state itself before, then what it touched there counts too: otherwise the task, done
     * or asleep there, would be taken to cover what it does not.
     */
    private boolean beginsAlone(DporNode earlier, int from, int index, DporNode candidate) {
        int task = candidate.task;
        boolean known = ((earlier.done | earlier.sleep) >> task & 1) != 0;
        for (int i = from + 1; i < index; i++) {
            DporNode between = path.get(i);
            if (!earlier.before(between)
                    && (between.before(candidate) || known && between.event().conflicts(earlier.touched(task)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void end(Machine machine, boolean abandoned) {
        settle(machine);
        raceBlocked(machine);
        while (nodes > 0) {
            DporNode node = path.get(nodes - 1);
            node.done |= 1 << node.task;
            int next = node.backtrack & ~node.done & ~node.sleep;
            if (next != 0) {
                node.task = Integer.numberOfTrailingZeros(next);
                firstNew = nodes - 1;
                return;
            }
            nodes--;
        }
        exhausted = true;
    }

    /**
     * Also after an execution that was abandoned because all enabled tasks sleep: what it would have gone on with is covered
     * elsewhere, but not that a blocked task could have come first here.
     */
    private void raceBlocked(Machine machine) {
        int enabled = machine.enabled();
        for (int task = 0; task < clocks.length; task++) {
            if (!machine.idle(task) && (enabled >> task & 1) == 0) {
                DporNode wish = new DporNode(clocks.length, 0);
                wish.pending(machine, task);
                wish.event().clear();
                wish.event().add(machine.pendingCell(task), wish.acquires);
                order(wish, at);
                findRaces(wish, at);
            }
        }
    }

    private static void join(int[] clock, int[] other) {
        for (int i = 0; i < clock.length; i++) {
            clock[i] = Math.max(clock[i], other[i]);
        }
    }

    @Override
    public boolean more() {
        return !exhausted;
    }

    @Override
    public Coverage coverage(boolean checksSteps) {
        return checksSteps
                ? new Coverage(
                        false,
                        "source-DPOR covers final states, and the program has a property of the states between steps:"
                                + " use the stateful search")
                : new Coverage(true, "every class of equivalent interleavings");
    }
}
