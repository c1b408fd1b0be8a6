package org.pinproof.explore.gup;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/**
 * A call as something the engine can run: it makes the call, and notes in the task's registers what the task holds after it.
 */
public final class GupOperation implements Operation, GupCalls.Calling {
    private final GupProgram program;
    private final GupCall call;

    GupOperation(GupProgram program, GupCall call) {
        this.program = program;
        this.call = call;
    }

    @Override
    public GupCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        GupCalls.make(call, program.kernel(memory), program.holdings(), registers);
    }
}
