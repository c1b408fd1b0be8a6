package org.pinproof.explore.gup;

import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.writeback.PageMkclean.Answer;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/**
 * A call as something the engine can run: it makes the call, and notes in the task's registers what the task holds after it.
 */
public final class GupOperation implements Operation {
    private final GupProgram program;
    private final GupCall call;

    GupOperation(GupProgram program, GupCall call) {
        this.program = program;
        this.call = call;
    }

    /** {@return the call} */
    public GupCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        GupKernel kernel = program.kernel(memory);
        if (call instanceof GupCall.Pin pin) {
            walk(kernel, registers, true, pin.vpn(), pin.nr());
        } else if (call instanceof GupCall.Get get) {
            walk(kernel, registers, false, get.vpn(), get.nr());
        } else if (call instanceof GupCall.Unpin unpin) {
            release(kernel, registers, true, unpin.pfn());
        } else if (call instanceof GupCall.Put put) {
            release(kernel, registers, false, put.pfn());
        } else if (call instanceof GupCall.Clean clean) {
            Answer answer = kernel.mkclean().cleanAndQuery(clean.vpn());
            if (answer != Answer.NOTHING_TO_CLEAN) {
                program.holdings().answered(registers, clean.vpn(), answer);
            }
        } else if (call instanceof GupCall.Zap zap) {
            kernel.zap().zap(zap.vpn());
        } else if (call instanceof GupCall.Map map) {
            kernel.fault().install(map.vpn(), map.pfn());
        } else if (call instanceof GupCall.Reuse reuse && kernel.allocator().alloc(reuse.pfn())) {
            registers.add(program.holdings().register(false, reuse.pfn()), 1);
        }
    }

    private void walk(GupKernel kernel, Registers registers, boolean pin, int vpn, int nr) {
        int[] pages = new int[nr];
        int handed = (pin
                        ? kernel.gup().pinUserPagesFast(vpn, nr, FollFlag.FOLL_WRITE, pages)
                        : kernel.gup().getUserPagesFast(vpn, nr, FollFlag.FOLL_WRITE, pages))
                .count();
        for (int i = 0; i < handed; i++) {
            registers.add(program.holdings().register(pin, pages[i]), 1);
        }
    }

    private void release(GupKernel kernel, Registers registers, boolean pin, int pfn) {
        int held = program.holdings().register(pin, pfn);
        if (registers.get(held) == 0) {
            return;
        }
        if (pin) {
            kernel.release().unpinUserPage(pfn);
        } else {
            kernel.release().putPage(pfn);
        }
        registers.add(held, -1);
    }
}
