package org.pinproof.explore.compound;

import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.Holdings;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class CompoundProgram implements Program {
    private final CompoundScript script;
    private final CompoundWorld world;
    private final Holdings holdings;
    private final CompoundInvariants invariants;
    private CompoundKernel kernel;

    /** Makes the world of the script. */
    public CompoundProgram(CompoundScript script) {
        this.script = script;
        this.world = CompoundWorld.of(script.shape());
        this.holdings = new Holdings(script.shape().frames(), script.shape().mixing());
        this.invariants = new CompoundInvariants(this);
    }

    /** {@return the script this runs} */
    public CompoundScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public CompoundWorld world() {
        return world;
    }

    /** {@return what each register means} */
    public Holdings holdings() {
        return holdings;
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public CompoundOperation operation(CompoundCall call) {
        return new CompoundOperation(this, call);
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
    public String taskName(int task) {
        return GupScript.taskName(task);
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

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    /** The kernel on this memory; a program belongs to one machine, so there is one. */
    CompoundKernel kernel(Memory memory) {
        if (kernel == null || kernel.gup().memory() != memory) {
            kernel = CompoundKernel.of(
                    memory, world, script.shape(), script.mutant().parts());
        }
        return kernel;
    }
}
