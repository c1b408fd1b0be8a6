package org.pinproof.explore.gup;

import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.writeback.PageMkclean.Answer;
import org.pinproof.sched.Registers;

/** Calls made: of whatever kernel, and noted in the task's registers. */
public final class GupCalls {
    private GupCalls() {}

    /** An operation that makes such a call. */
    public interface Calling {
        /** {@return the call, or null if this one makes another} */
        GupCall call();
    }

    /** Makes the call, and notes in the registers what the task holds after it. */
    public static void make(GupCall call, GupKernel kernel, Holdings holdings, Registers registers) {
        if (call instanceof GupCall.Pin pin) {
            walk(kernel, holdings, registers, true, pin.vpn(), pin.nr());
        } else if (call instanceof GupCall.Get get) {
            walk(kernel, holdings, registers, false, get.vpn(), get.nr());
        } else if (call instanceof GupCall.Unpin unpin) {
            release(kernel, holdings, registers, true, unpin.pfn());
        } else if (call instanceof GupCall.Put put) {
            release(kernel, holdings, registers, false, put.pfn());
        } else if (call instanceof GupCall.Clean clean) {
            Answer answer = kernel.mkclean().cleanAndQuery(clean.vpn());
            if (answer != Answer.NOTHING_TO_CLEAN) {
                holdings.answered(registers, clean.vpn(), answer);
            }
        } else if (call instanceof GupCall.Zap zap) {
            kernel.zap().zap(zap.vpn());
        } else if (call instanceof GupCall.Map map) {
            kernel.fault().install(map.vpn(), map.pfn());
        } else if (call instanceof GupCall.Reuse reuse && kernel.allocator().alloc(reuse.pfn())) {
            registers.add(holdings.register(false, reuse.pfn()), 1);
        }
    }

    private static void walk(GupKernel kernel, Holdings holdings, Registers registers, boolean pin, int vpn, int nr) {
        int[] pages = new int[nr];
        int handed = (pin
                        ? kernel.gup().pinUserPagesFast(vpn, nr, FollFlag.FOLL_WRITE, pages)
                        : kernel.gup().getUserPagesFast(vpn, nr, FollFlag.FOLL_WRITE, pages))
                .count();
        for (int i = 0; i < handed; i++) {
            registers.add(holdings.register(pin, pages[i]), 1);
        }
    }

    private static void release(GupKernel kernel, Holdings holdings, Registers registers, boolean pin, int pfn) {
        int ended = holdings.register(holdings.ends(registers.get(holdings.register(pin, pfn)), pin), pfn);
        if (registers.get(ended) == 0) {
            return;
        }
        if (pin) {
            kernel.release().unpinUserPage(pfn);
        } else {
            kernel.release().putPage(pfn);
        }
        registers.add(ended, -1);
    }
}
