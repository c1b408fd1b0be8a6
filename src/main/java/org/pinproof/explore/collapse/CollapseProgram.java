package org.pinproof.explore.collapse;

import org.pinproof.explore.gup.Holdings;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class CollapseProgram implements Program {
    private final CollapseScript script;
    private final MemoryLayout layout = new MemoryLayout();
    private final HugeRange range;
    private final Holdings holdings;
    private final CollapseInvariants invariants;
    private CollapseKernel kernel;

    /** Makes the world of the script, as {@code Init} of {@code spec/Collapse.tla} does. */
    public CollapseProgram(CollapseScript script) {
        this.script = script;
        CollapseShape shape = script.shape();
        range = new HugeRange(layout, shape.vpns(), shape.start(), shape.deposits());
        holdings = new Holdings(shape.frames());
        invariants = new CollapseInvariants(this);
    }

    /** {@return the script this runs} */
    public CollapseScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public HugeRange range() {
        return range;
    }

    /** {@return what each register means} */
    public Holdings holdings() {
        return holdings;
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public CollapseOperation operation(CollapseCall call) {
        return new CollapseOperation(this, call);
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
        return holdings.registers();
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

    /** Who waits for walkers that are gone; {@link CollapseInvariants} judges it, and whoever waits for his lock. */
    @Override
    public boolean isAtRest(MachineView stuck) {
        for (int task = 0; task < tasks(); task++) {
            if (stuck.pendingStep(task) == KernelStep.ThpSync || stuck.pendingStep(task) == KernelStep.TableWait) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    /** The kernel on this memory; a program belongs to one machine, so there is one. */
    CollapseKernel kernel(Memory memory) {
        if (kernel == null || kernel.memory() != memory) {
            kernel = CollapseKernel.of(memory, range, script);
        }
        return kernel;
    }
}
