package org.pinproof.explore.collapse;

import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupCalls;
import org.pinproof.explore.gup.Holdings;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run: it makes the call, and notes in the task's registers what the task holds after it. */
public final class CollapseOperation implements Operation, GupCalls.Calling {
    private final CollapseProgram program;
    private final CollapseCall call;

    CollapseOperation(CollapseProgram program, CollapseCall call) {
        this.program = program;
        this.call = call;
    }

    /** {@return the call} */
    public CollapseCall made() {
        return call;
    }

    /** {@return the release that this makes; null if it makes another call} */
    @Override
    public GupCall call() {
        return call.release();
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        CollapseKernel kernel = program.kernel(memory);
        int at = call.at();
        switch (call.kind()) {
            case PIN, GET -> note(registers, kernel.walk().walk(at, call.kind().isPin()));
            case PIN_SLOW -> note(registers, kernel.follow().pin(at));
            case UNPIN, PUT -> release(kernel, registers);
            case COLLAPSE -> kernel.collapse().collapse();
            case UNMAP -> kernel.unmap().unmap();
            case UNSHARE -> kernel.unmap().unshare();
            case MIGRATE -> kernel.migrate().migrate();
            case SCAN -> kernel.deferred().scan();
            case REUSE -> note(registers, kernel.allocator().alloc(at) ? at : -1);
            case REUSE_TABLE -> kernel.foreign().use();
        }
    }

    /** The task holds the page, if there is one. */
    private void note(Registers registers, int page) {
        if (page >= 0) {
            registers.add(program.holdings().register(call.kind().isPin(), page), 1);
        }
    }

    private void release(CollapseKernel kernel, Registers registers) {
        Holdings holdings = program.holdings();
        int held = holdings.register(call.kind().isPin(), call.at());
        if (registers.get(held) == 0) {
            return;
        }
        if (call.kind().isPin()) {
            kernel.release().unpinUserPage(call.at());
        } else {
            kernel.release().putPage(call.at());
        }
        registers.add(held, -1);
    }
}
