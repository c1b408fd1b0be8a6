package org.pinproof.explore.longterm;

import com.google.common.collect.ImmutableList;
import java.util.Set;
import java.util.stream.IntStream;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.Placement;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Step;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class LongtermProgram implements Program {
    /** What waits for somebody who need not come; {@link LongtermInvariants} judges whether he should have. */
    private static final Set<Step> MAY_WAIT_FOR_EVER = Set.of(
            KernelStep.LeaseKill,
            KernelStep.LeaseTimer,
            KernelStep.LayoutWait,
            KernelStep.MigWait,
            KernelStep.LtRetry,
            KernelStep.UnplugWait);

    private final LongtermScript script;
    private final MemoryLayout layout = new MemoryLayout();
    private final PlacedPages pages;
    private final LongtermInvariants invariants;
    private LongtermKernel kernel;

    /** Makes the world of the script, as {@code Init} of {@code spec/Longterm.tla} does. */
    public LongtermProgram(LongtermScript script) {
        this.script = script;
        LongtermShape shape = script.shape();
        ImmutableList<Placement> placements = shape.frames();
        FrameTable frames = new FrameTable(
                layout,
                IntStream.range(0, placements.size())
                        .mapToObj(pfn -> frame(shape, pfn))
                        .toArray(FrameTable.Initial[]::new));
        AddressSpace mm = new AddressSpace(
                layout,
                Pte.TABLE,
                IntStream.range(0, shape.vpns()).mapToLong(Pte::page).toArray());
        pages = new PlacedPages(layout, placements, frames, mm, shape.batched());
        invariants = new LongtermInvariants(this);
    }

    /** The owner's reference, the entry's, and the batch's. */
    private static FrameTable.Initial frame(LongtermShape shape, int pfn) {
        if (pfn >= shape.vpns()) {
            return new FrameTable.Initial(0, pfn, true);
        }
        int entry = shape.pages().get(pfn) == Placement.FSDAX ? 0 : 1;
        int batch = shape.batched() && pfn == 0 ? 1 : 0;
        return new FrameTable.Initial(1 + entry + batch, pfn, false);
    }

    /** {@return the script this runs} */
    public LongtermScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public PlacedPages pages() {
        return pages;
    }

    /** {@return how many frames there are} */
    public int frames() {
        return pages.frames().size();
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public LongtermOperation operation(LongtermCall call) {
        return new LongtermOperation(this, call);
    }

    @Override
    public String name() {
        return script.toString();
    }

    @Override
    public MemoryLayout layout() {
        return layout;
    }

    @Override
    public int tasks() {
        return script.tasks().size();
    }

    @Override
    public int registers(int task) {
        return Hold.registers(frames());
    }

    @Override
    public Operation operation(int task, int index) {
        return index < script.tasks().get(task).size()
                ? operation(script.tasks().get(task).get(index))
                : null;
    }

    @Override
    public String violation(MachineView end) {
        return invariants.violationAtEnd(end);
    }

    @Override
    public boolean isAtRest(MachineView stuck) {
        for (int task = 0; task < tasks(); task++) {
            if (!stuck.idle(task) && !MAY_WAIT_FOR_EVER.contains(stuck.pendingStep(task))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    /** The kernel on this memory; a program belongs to one machine, so there is one. */
    LongtermKernel kernel(Memory memory) {
        if (kernel == null || kernel.memory() != memory) {
            kernel = LongtermKernel.of(memory, pages, script.shape(), script.mutant());
        }
        return kernel;
    }
}
