package org.pinproof.explore.count;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A script as a program of the engine. */
public final class CountProgram implements Program {
    private final CountScript script;
    private final CountWorld world;
    private final CountLedger ledger;
    private final CountInvariants invariants;
    private CountKernel kernel;

    /** Makes the world of the script. */
    public CountProgram(CountScript script) {
        this.script = script;
        this.world = new CountWorld(script);
        this.ledger = new CountLedger(script.maps().size());
        this.invariants = new CountInvariants(this);
    }

    /** {@return the script this runs} */
    public CountScript script() {
        return script;
    }

    /** {@return where the cells are} */
    public CountWorld world() {
        return world;
    }

    /** {@return what each register means} */
    public CountLedger ledger() {
        return ledger;
    }

    /** {@return an operation that makes this call, for a task that has none of its own} */
    public CountOperation operation(CountCall call) {
        return new CountOperation(this, call);
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
                ? operation(script.tasks().get(task).get(index))
                : null;
    }

    /** Every state is judged, the last one as well. */
    @Override
    public String violation(MachineView end) {
        return null;
    }

    @Override
    public String stepViolation(MachineView now) {
        return invariants.violation(now);
    }

    CountKernel kernel(Memory memory) {
        if (kernel == null || kernel.memory() != memory) {
            kernel = CountKernel.of(memory, world, script);
        }
        return kernel;
    }
}
