package org.pinproof.explore.fork;

import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class ForkProgram implements Program {
    private final ForkScript script;
    private final MemoryLayout layout = new MemoryLayout();
    private final PrivateMapping mapping;
    private final ForkLedger ledger;
    private final ForkInvariants invariants;
    private ForkKernel kernel;

    /** Makes the world of the script. */
    public ForkProgram(ForkScript script) {
        this.script = script;
        mapping = script.shape().layOut(layout);
        ledger = new ForkLedger(mapping);
        invariants = new ForkInvariants(this);
    }

    /** {@return the script this runs} */
    public ForkScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public PrivateMapping mapping() {
        return mapping;
    }

    /** {@return what the tasks hold} */
    public ForkLedger ledger() {
        return ledger;
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public ForkOperation operation(ForkCall call) {
        return new ForkOperation(this, call);
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
        return ledger.registers();
    }

    @Override
    public Operation operation(int task, int index) {
        return index < script.tasks().get(task).size()
                ? operation(script.tasks().get(task).get(index))
                : null;
    }

    /** {@return true} No task may wait for ever, which {@link ForkInvariants} says in words. */
    @Override
    public boolean isAtRest(MachineView stuck) {
        return true;
    }

    @Override
    public String violation(MachineView end) {
        return invariants.violationAtEnd(end);
    }

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    /** The kernel on this memory; a program belongs to one machine, so there is one. */
    ForkKernel kernel(Memory memory) {
        if (kernel == null || kernel.memory() != memory) {
            kernel = ForkKernel.of(memory, mapping, script.mutant());
        }
        return kernel;
    }
}
