package org.pinproof.explore.gup;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class GupProgram implements Program {
    private final GupScript script;
    private final GupWorld world;
    private final Holdings holdings;
    private final GupInvariants invariants;
    private GupKernel kernel;

    /** Makes the world of the script. */
    public GupProgram(GupScript script) {
        this.script = script;
        this.world = new GupWorld(script.shape());
        this.holdings = new Holdings(script.shape().frames());
        this.invariants = new GupInvariants(this);
    }

    /** {@return the script this runs} */
    public GupScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public GupWorld world() {
        return world;
    }

    /** {@return what each register means} */
    public Holdings holdings() {
        return holdings;
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public GupOperation operation(GupCall call) {
        return new GupOperation(this, call);
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
    GupKernel kernel(Memory memory) {
        if (kernel == null || kernel.memory() != memory) {
            kernel = GupKernel.of(memory, world, script.mutant());
        }
        return kernel;
    }
}
