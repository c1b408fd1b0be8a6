package org.pinproof.explore.slow;

import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class SlowProgram implements Program {
    private final SlowScript script;
    private final SlowWorld world;
    private final SlowLedger ledger;
    private final SlowInvariants invariants;
    private final SlowKernel[] kernels;

    /** Makes the world of the script. */
    public SlowProgram(SlowScript script) {
        this.script = script;
        this.world = SlowWorld.of(script.shape(), script.tasks().size());
        this.ledger = new SlowLedger(script.shape().frames());
        this.invariants = new SlowInvariants(this);
        this.kernels = new SlowKernel[script.tasks().size()];
    }

    /** {@return the script this runs} */
    public SlowScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public SlowWorld world() {
        return world;
    }

    /** {@return what each register means} */
    public SlowLedger ledger() {
        return ledger;
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public SlowOperation operation(int task, SlowCall call) {
        return new SlowOperation(this, task, call);
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
        return ledger.registers();
    }

    @Override
    public Operation operation(int task, int index) {
        return index < script.tasks().get(task).size()
                ? operation(task, script.tasks().get(task).get(index))
                : null;
    }

    @Override
    public String violation(MachineView end) {
        return invariants.violationAtEnd(end);
    }

    /** Whoever sleeps for a user without the lock: the user need not answer. */
    @Override
    public boolean isAtRest(MachineView stuck) {
        for (int task = 0; task < tasks(); task++) {
            if (!stuck.idle(task)
                    && (stuck.pendingStep(task) != KernelStep.FltWait || SlowInvariants.holds(stuck, task) != 0)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    /** The kernel on this memory as this task calls it; a program belongs to one machine, so there is one for each. */
    SlowKernel kernel(Memory memory, int task) {
        if (kernels[task] == null || kernels[task].memory() != memory) {
            kernels[task] = SlowKernel.of(memory, world, task, script.mutant());
        }
        return kernels[task];
    }
}
