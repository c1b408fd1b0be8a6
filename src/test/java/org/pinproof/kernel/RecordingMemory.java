package org.pinproof.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;

/**
 * Hardware memory that writes down every access as {@code STEP access cell}, those of a section as {@code - access cell} behind
 * the step that entered it, and can let something else happen right before a step.
 */
final class RecordingMemory implements Memory {
    private final MemoryLayout layout;
    private final HardwareMemory memory;
    private final List<String> accesses = new ArrayList<>();
    private Step interrupted;
    private Runnable interruption;

    RecordingMemory(MemoryLayout layout) {
        this.layout = layout;
        memory = new HardwareMemory(layout);
    }

    /** {@return what was accessed, in order} */
    List<String> accesses() {
        return List.copyOf(accesses);
    }

    /** {@return the steps alone, without what their sections do} */
    List<String> steps() {
        return accesses.stream().filter(access -> !access.startsWith("- ")).toList();
    }

    /** {@return what was accessed from the first step of this name on} */
    List<String> accessesFrom(Step step) {
        return List.copyOf(accesses.subList(first(step), accesses.size()));
    }

    /** {@return what was accessed before the first step of this name} */
    List<String> accessesBefore(Step step) {
        return List.copyOf(accesses.subList(0, first(step)));
    }

    private int first(Step step) {
        for (int i = 0; i < accesses.size(); i++) {
            if (accesses.get(i).startsWith(step.name() + " ")) {
                return i;
            }
        }
        throw new AssertionError("no " + step.name() + " in " + accesses);
    }

    /** The memory itself, for what is not to be recorded. */
    HardwareMemory unrecorded() {
        return memory;
    }

    /** Runs this once, right before the next step of this name. */
    void before(Step step, Runnable action) {
        interrupted = step;
        interruption = action;
    }

    private Memory at(Step step, String access, int cell) {
        if (step == interrupted) {
            interrupted = null;
            interruption.run();
        }
        accesses.add(step.name() + " " + access
                + (cell < 0 ? "" : " " + layout.cell(cell).name()));
        return memory;
    }

    @Override
    public int getIntOpaque(Step step, int cell) {
        return at(step, "getIntOpaque", cell).getIntOpaque(step, cell);
    }

    @Override
    public long getLongOpaque(Step step, int cell) {
        return at(step, "getLongOpaque", cell).getLongOpaque(step, cell);
    }

    @Override
    public int getIntAcquire(Step step, int cell) {
        return at(step, "getIntAcquire", cell).getIntAcquire(step, cell);
    }

    @Override
    public long getLongAcquire(Step step, int cell) {
        return at(step, "getLongAcquire", cell).getLongAcquire(step, cell);
    }

    @Override
    public int getIntVolatile(Step step, int cell) {
        return at(step, "getIntVolatile", cell).getIntVolatile(step, cell);
    }

    @Override
    public long getLongVolatile(Step step, int cell) {
        return at(step, "getLongVolatile", cell).getLongVolatile(step, cell);
    }

    @Override
    public int awaitInt(Step step, int cell, IntPredicate until) {
        return at(step, "awaitInt", cell).awaitInt(step, cell, until);
    }

    @Override
    public int awaitAndAddInt(Step step, int cell, IntPredicate until, int delta) {
        return at(step, "awaitAndAddInt", cell).awaitAndAddInt(step, cell, until, delta);
    }

    @Override
    public void setIntRelease(Step step, int cell, int value) {
        at(step, "setIntRelease", cell).setIntRelease(step, cell, value);
    }

    @Override
    public void setLongRelease(Step step, int cell, long value) {
        at(step, "setLongRelease", cell).setLongRelease(step, cell, value);
    }

    @Override
    public int getAndAddInt(Step step, int cell, int delta) {
        return at(step, "getAndAddInt", cell).getAndAddInt(step, cell, delta);
    }

    @Override
    public long getAndSetLong(Step step, int cell, long value) {
        return at(step, "getAndSetLong", cell).getAndSetLong(step, cell, value);
    }

    @Override
    public boolean compareAndSetInt(Step step, int cell, int expected, int update) {
        return at(step, "compareAndSetInt", cell).compareAndSetInt(step, cell, expected, update);
    }

    @Override
    public boolean addIntUnlessZero(Step step, int cell, int delta) {
        return at(step, "addIntUnlessZero", cell).addIntUnlessZero(step, cell, delta);
    }

    @Override
    public void fullFence(Step step) {
        at(step, "fullFence", -1).fullFence(step);
    }

    @Override
    public void local(Step step, long value) {
        at(step, "local", -1).local(step, value);
    }

    @Override
    public long lock(Step step, int lock, Section section) {
        return at(step, "lock", lock).lock(step, lock, recording(section));
    }

    @Override
    public long locked(Step step, int lock, Section section) {
        return at(step, "locked", lock).locked(step, lock, recording(section));
    }

    @Override
    public long unlock(Step step, int lock, Section section) {
        return at(step, "unlock", lock).unlock(step, lock, recording(section));
    }

    private Section recording(Section section) {
        return locked -> section.run(new RecordingSection(locked));
    }

    private final class RecordingSection implements LockedMemory {
        private final LockedMemory locked;

        RecordingSection(LockedMemory locked) {
            this.locked = locked;
        }

        private LockedMemory at(String access, int cell) {
            accesses.add("- " + access + " " + layout.cell(cell).name());
            return locked;
        }

        @Override
        public int getInt(int cell) {
            return at("getInt", cell).getInt(cell);
        }

        @Override
        public long getLong(int cell) {
            return at("getLong", cell).getLong(cell);
        }

        @Override
        public void setInt(int cell, int value) {
            at("setInt", cell).setInt(cell, value);
        }

        @Override
        public int getIntOpaque(int cell) {
            return at("getIntOpaque", cell).getIntOpaque(cell);
        }

        @Override
        public long getLongOpaque(int cell) {
            return at("getLongOpaque", cell).getLongOpaque(cell);
        }

        @Override
        public int getIntVolatile(int cell) {
            return at("getIntVolatile", cell).getIntVolatile(cell);
        }

        @Override
        public void setIntRelease(int cell, int value) {
            at("setIntRelease", cell).setIntRelease(cell, value);
        }

        @Override
        public void setLongRelease(int cell, long value) {
            at("setLongRelease", cell).setLongRelease(cell, value);
        }

        @Override
        public int getAndAddInt(int cell, int delta) {
            return at("getAndAddInt", cell).getAndAddInt(cell, delta);
        }

        @Override
        public boolean addIntUnlessZero(int cell, int delta) {
            return at("addIntUnlessZero", cell).addIntUnlessZero(cell, delta);
        }

        @Override
        public long getAndSetLong(int cell, long value) {
            return at("getAndSetLong", cell).getAndSetLong(cell, value);
        }

        @Override
        public boolean compareAndSetLong(int cell, long expected, long update) {
            return at("compareAndSetLong", cell).compareAndSetLong(cell, expected, update);
        }

        @Override
        public long locked(int lock, Memory.Section section) {
            return at("locked", lock).locked(lock, recording(section));
        }
    }
}
