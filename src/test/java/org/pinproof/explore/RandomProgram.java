package org.pinproof.explore;

import java.util.ArrayDeque;
import java.util.List;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;
import org.pinproof.sched.Registers;

/** A generated program: per task a list of operations, each of them a list of accesses to two words and two locks. */
record RandomProgram(List<List<List<Act>>> scripts, int badHash) implements Program {

    static final int WORDS = 2;
    /** Locks that acts name; one more is only ever taken inside a section. */
    static final int LOCKS = 2;

    private static final int INNER = WORDS + LOCKS;
    private static final int BAD_ONE_IN = 4;
    private static final int NEVER = -1;

    /**
     * What an access does.
     *
     * <p>{@code LOCK} keeps its lock if the word is not zero, and then the next access runs under it; {@code LOCK_TO_THE_END} too,
     * but up to the end of the operation, so that locks are released in the order they were taken as well as in the other.
     */
    enum Kind implements Step {
        READ,
        WRITE,
        ADD,
        EXCHANGE,
        COMPARE_AND_SET,
        ADD_UNLESS_ZERO,
        FENCE,
        AWAIT,
        AWAIT_LESS,
        AWAIT_FREE,
        LOCKED_ADD,
        LOCKED_READ,
        NESTED_ADD,
        LOCK,
        LOCK_TO_THE_END,
        LOCK_FOR_GOOD
    }

    /**
     * An access.
     *
     * @param guarded whether it is left out if the result before was 0
     */
    record Act(Kind kind, int word, int lock, int value, boolean guarded) {}

    /** {@return this program with a violation in about one of four final states, or in none} */
    RandomProgram violatedSometimes(boolean sometimes) {
        return new RandomProgram(scripts, sometimes ? 0 : NEVER);
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public MemoryLayout layout() {
        MemoryLayout layout = new MemoryLayout();
        for (int i = 0; i < WORDS; i++) {
            layout.longCell("word" + i, i);
        }
        for (int i = 0; i <= LOCKS; i++) {
            layout.intCell("lock" + i, 0);
        }
        return layout;
    }

    @Override
    public int tasks() {
        return scripts.size();
    }

    @Override
    public int registers(int task) {
        return 1;
    }

    @Override
    public Operation operation(int task, int index) {
        List<List<Act>> script = scripts.get(task);
        return index < script.size() ? new Script(script.get(index)) : null;
    }

    @Override
    public String violation(MachineView end) {
        int hash = 17;
        for (int word = 0; word < WORDS; word++) {
            hash = 31 * hash + end.intCell(word);
        }
        for (int task = 0; task < tasks(); task++) {
            hash = 31 * hash + end.register(task, 0);
        }
        return Math.floorMod(hash * 0x9E3779B9 >>> 7, BAD_ONE_IN) == badHash ? "bad state " + hash : null;
    }

    private record Script(List<Act> acts) implements Operation {
        @Override
        public String name() {
            return "script";
        }

        @Override
        public void run(Memory memory, Registers registers) {
            long result = 1;
            int held = NEVER;
            ArrayDeque<Integer> outer = new ArrayDeque<>();
            for (Act act : acts) {
                if (act.guarded && result == 0) {
                    continue;
                }
                result = run(act, memory);
                registers.set(0, 31 * registers.get(0) + (int) result);
                int before = held;
                held = act.kind == Kind.LOCK && result != 0 ? WORDS + act.lock : NEVER;
                if (before != NEVER) {
                    memory.unlock(Kind.LOCK, before, section -> 0);
                }
                if (act.kind == Kind.LOCK_TO_THE_END && result != 0) {
                    outer.push(WORDS + act.lock);
                }
            }
            if (held != NEVER) {
                memory.unlock(Kind.LOCK, held, section -> 0);
            }
            for (int lock : outer) {
                memory.unlock(Kind.LOCK_TO_THE_END, lock, section -> 0);
            }
        }

        private static long run(Act act, Memory memory) {
            int lock = WORDS + act.lock;
            return switch (act.kind) {
                case READ -> memory.getIntOpaque(act.kind, act.word);
                case WRITE -> {
                    memory.setIntRelease(act.kind, act.word, act.value);
                    yield 1;
                }
                case ADD -> memory.getAndAddInt(act.kind, act.word, act.value);
                case EXCHANGE -> memory.getAndSetLong(act.kind, act.word, act.value);
                case COMPARE_AND_SET -> memory.compareAndSetInt(act.kind, act.word, act.value, act.value + 1) ? 1 : 0;
                case ADD_UNLESS_ZERO -> memory.addIntUnlessZero(act.kind, act.word, act.value) ? 1 : 0;
                case FENCE -> {
                    memory.fullFence(act.kind);
                    yield 1;
                }
                case LOCKED_ADD -> memory.locked(act.kind, lock, section -> section.getAndAddInt(act.word, act.value));
                case LOCKED_READ -> memory.locked(act.kind, lock, section -> section.getInt(act.word));
                case NESTED_ADD ->
                    memory.locked(
                            act.kind,
                            lock,
                            section -> section.locked(INNER, in -> in.getAndAddInt(act.word, act.value)));
                case AWAIT -> memory.awaitInt(act.kind, act.word, value -> value == act.value);
                case AWAIT_LESS -> memory.awaitInt(act.kind, act.word, value -> value < act.value);
                case AWAIT_FREE -> memory.awaitInt(act.kind, lock, value -> value == 0);
                case LOCK, LOCK_TO_THE_END, LOCK_FOR_GOOD ->
                    memory.lock(act.kind, lock, section -> section.getInt(act.word));
            };
        }
    }
}
