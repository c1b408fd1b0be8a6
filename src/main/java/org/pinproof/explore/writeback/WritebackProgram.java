package org.pinproof.explore.writeback;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class WritebackProgram implements Program {
    /** What all other invariants are there to prevent: a store that is lost, and the wrong answer that loses it. */
    public static final ImmutableSet<String> GRAVEST =
            ImmutableSet.of("NoLostDmaWrite", "NoLostCpuWrite", "NoFalseNegative");

    private static final Set<Step> NEED_NOT_COME = Set.of(KernelStep.LeaseKill, KernelStep.LeaseTimer);

    /** Where fsync waits for others; {@link #violation} says whether they should have come. */
    private static final Set<Step> WAITS_OF_FSYNC =
            Set.of(KernelStep.WbWaitPins, KernelStep.WbWait, KernelStep.SyncWait);

    private final WritebackScript script;
    private final WritebackWorld world;
    private final WritebackInvariants invariants;
    private WritebackKernel kernel;

    /** Makes the world of the script. */
    public WritebackProgram(WritebackScript script) {
        this.script = script;
        this.world = WritebackWorld.of(script.shape(), script.tasks().size());
        this.invariants = new WritebackInvariants(this);
    }

    /** {@return the script this runs} */
    public WritebackScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public MappedFile file() {
        return world.file();
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public WritebackOperation operation(int task, WritebackCall call) {
        return new WritebackOperation(this, task, call);
    }

    @Override
    public String name() {
        return script.toString();
    }

    @Override
    public MemoryLayout layout() {
        return world.layout();
    }

    @Override
    public int tasks() {
        return script.tasks().size();
    }

    @Override
    public int registers(int task) {
        return Ledger.REGISTERS;
    }

    @Override
    public Operation operation(int task, int index) {
        return index < script.tasks().get(task).size()
                ? operation(task, script.tasks().get(task).get(index))
                : null;
    }

    @Override
    public String violation(MachineView end) {
        String waiting = fsyncViolation(end);
        return waiting != null ? waiting : invariants.violationAtEnd(end);
    }

    /** fsync that waits when nobody goes on any more waits for ever. */
    private String fsyncViolation(MachineView end) {
        int pins = 0;
        for (int task = 0; task < tasks(); task++) {
            pins += Ledger.PINS.held(end, task) + Ledger.LONGS.held(end, task);
        }
        for (int task = 0; task < tasks(); task++) {
            if (isFsyncWaiting(end, task)) {
                return (pins > 0 ? "FsyncReturns: " : "FsyncReturnsOnceUnpinned: ") + taskName(task) + " at "
                        + end.pendingStep(task) + " waits for ever, with " + pins + " pins held";
            }
        }
        return null;
    }

    /** An owner that nobody kills, the keeper of a time that does not begin, and fsync, of which there is more to say. */
    @Override
    public boolean isAtRest(MachineView stuck) {
        for (int task = 0; task < tasks(); task++) {
            if (!stuck.idle(task) && !NEED_NOT_COME.contains(stuck.pendingStep(task)) && !isFsyncWaiting(stuck, task)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the task is in fsync, and waits for somebody else. */
    private static boolean isFsyncWaiting(MachineView view, int task) {
        return !view.idle(task)
                && ((WritebackOperation) view.operation(task)).call().kind() == WritebackCall.Kind.FSYNC
                && WAITS_OF_FSYNC.contains(view.pendingStep(task));
    }

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    /** The kernel on this memory; a program belongs to one machine, so there is one. */
    WritebackKernel kernel(Memory memory) {
        if (kernel == null || kernel.memory() != memory) {
            kernel = WritebackKernel.of(memory, world.file(), script.shape(), script.mutant());
        }
        return kernel;
    }
}
