package org.pinproof.explore.compound;

import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupCalls;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run. */
public final class CompoundOperation implements Operation, GupCalls.Calling {
    private final CompoundProgram program;
    private final CompoundCall call;

    CompoundOperation(CompoundProgram program, CompoundCall call) {
        this.program = program;
        this.call = call;
    }

    /** {@return the call, a split too} */
    public CompoundCall made() {
        return call;
    }

    @Override
    public GupCall call() {
        return call instanceof CompoundCall.Plain plain ? plain.call() : null;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        CompoundKernel kernel = program.kernel(memory);
        if (call instanceof CompoundCall.Plain plain) {
            GupCalls.make(plain.call(), kernel.gup(), program.holdings(), registers);
        } else if (call instanceof CompoundCall.Split split
                && registers.get(program.holdings().register(false, split.pfn())) > 0) {
            kernel.splitter().split(split.pfn());
        }
    }
}
