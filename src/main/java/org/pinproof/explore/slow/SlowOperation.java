package org.pinproof.explore.slow;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pinproof.explore.slow.SlowCall.Form;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run: the caller, with what it does around the call under {@code mmap_lock}. */
public final class SlowOperation implements Operation {
    private final SlowProgram program;
    private final int task;
    private final SlowCall call;

    SlowOperation(SlowProgram program, int task, SlowCall call) {
        this.program = program;
        this.task = task;
        this.call = call;
    }

    /** {@return the call} */
    public SlowCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        SlowKernel kernel = program.kernel(memory, task);
        if (call instanceof SlowCall.Take take) {
            take(kernel, registers, take);
        } else if (call instanceof SlowCall.Release release) {
            release(kernel, registers, release);
        } else if (call instanceof SlowCall.Munmap munmap) {
            kernel.region().munmap(munmap.vpn());
        } else if (call instanceof SlowCall.Mmap mmap) {
            kernel.region().mmap(mmap.vpn(), mmap.area().flags());
        } else if (call instanceof SlowCall.Copy copy) {
            kernel.handler().copy(copy.vpn());
        } else if (call instanceof SlowCall.Io io) {
            program.world().sleepers().completeRead(memory, io.vpn());
        } else if (call instanceof SlowCall.Kill kill) {
            program.world().sleepers().kill(memory, kill.victim());
        }
    }

    private void take(SlowKernel kernel, Registers registers, SlowCall.Take take) {
        // The address space of the script ends with its last page.
        boolean fits = take.vpn() + take.nr() <= program.world().shape().vpns();
        do {
            kernel.memory().local(KernelStep.SlowCheckArgs, take.vpn());
        } while (!fits && kernel.caller().overflowed() == 0);
        if (!fits) {
            return;
        }
        int[] pages = new int[take.nr()];
        int done = call(kernel, take, pages);
        if (take.form() == Form.FIXED && done > 0) {
            device(kernel, registers, pages, done);
        }
        int handed = kernel.caller().handed(done, take.nr());
        for (int i = 0; i < handed; i++) {
            registers.add(program.ledger().register(take.pin(), pages[i]), 1);
            registers.add(program.ledger().misplaced(), pages[i] == take.vpn() + i ? 0 : 1);
        }
        boolean mayLose = take.form() == Form.LOCKED || take.form() == Form.UNLOCKED;
        if (mayLose && done == Errno.EFAULT.negative()) {
            registers.set(program.ledger().refused(), 1);
        }
    }

    /** The device stores to the first piece of what its driver has pinned. */
    private void device(SlowKernel kernel, Registers registers, int[] pages, int done) {
        int piece = kernel.caller().firstPiece(kernel.memory(), program.world().frames(), pages, done);
        kernel.memory().local(KernelStep.DmaStore, pages[0]);
        IntStream pinned = Arrays.stream(pages, 0, done);
        if (pinned.distinct()
                        .filter(page -> page >= pages[0] && page < pages[0] + piece)
                        .count()
                < piece) {
            registers.set(program.ledger().beyond(), 1);
        }
    }

    /** The caller: takes the lock, calls, and drops the lock if it still has it. */
    private int call(SlowKernel kernel, SlowCall.Take take, int[] pages) {
        int[] vmas = take.form().handsOut() ? new int[take.nr()] : null;
        MmapLocked locked = MmapLocked.held();
        if (take.form() != Form.UNLOCKED) {
            kernel.lock().downRead();
        }
        int done = returned(kernel, take, pages, vmas, locked);
        boolean late = take.form() == Form.LATE;
        if (!late) {
            use(kernel, vmas, done);
        }
        if (take.form() != Form.UNLOCKED && locked.isHeld()) {
            kernel.lock().upRead();
        }
        if (late) {
            use(kernel, vmas, done);
        }
        return done;
    }

    private static void use(SlowKernel kernel, int[] vmas, int done) {
        if (vmas != null && done > 0) {
            kernel.world().areas().use(kernel.memory(), vmas[0]);
        }
    }

    private int returned(SlowKernel kernel, SlowCall.Take take, int[] pages, int[] vmas, MmapLocked locked) {
        int flags = FollFlag.FOLL_WRITE | (take.form() == Form.NOWAIT ? FollFlag.FOLL_NOWAIT : 0);
        boolean pin = take.pin();
        return switch (take.form()) {
            case PLAIN, VMAS, NOWAIT, FIXED, LATE ->
                vmas != null && kernel.caller().losesTheLock()
                        ? forbidden(kernel, take, pages, vmas, locked)
                        : code(
                                pin
                                        ? kernel.gup().pinUserPages(take.vpn(), take.nr(), flags, pages, vmas)
                                        : kernel.gup().getUserPages(take.vpn(), take.nr(), flags, pages, vmas));
            case LOCKED ->
                code(
                        pin
                                ? kernel.gup().pinUserPagesRemote(take.vpn(), take.nr(), flags, pages, null, locked)
                                : kernel.gup().getUserPagesLocked(take.vpn(), take.nr(), flags, pages, locked));
            case UNLOCKED ->
                code(
                        pin
                                ? kernel.gup().pinUserPagesUnlocked(take.vpn(), take.nr(), flags, pages)
                                : kernel.gup().getUserPagesUnlocked(take.vpn(), take.nr(), flags, pages));
            case RETRY -> forbidden(kernel, take, pages, vmas, locked);
        };
    }

    /** Past {@link org.pinproof.kernel.gup.Gup}, which has no such call: {@code BUG_ON(vmas)} where there is a {@code locked}. */
    private static int forbidden(SlowKernel kernel, SlowCall.Take take, int[] pages, int[] vmas, MmapLocked locked) {
        int flags = FollFlag.FOLL_WRITE | (take.pin() ? FollFlag.FOLL_PIN : FollFlag.FOLL_GET);
        return kernel.slow().take(new SlowRequest(take.vpn(), take.nr(), flags, pages, 0, vmas, locked));
    }

    private static int code(GupResult result) {
        return result instanceof GupResult.Error error ? error.errno().negative() : result.count();
    }

    private void release(SlowKernel kernel, Registers registers, SlowCall.Release release) {
        int held = program.ledger().register(release.pin(), release.pfn());
        if (registers.get(held) == 0) {
            return;
        }
        if (release.pin()) {
            kernel.release().unpinUserPage(release.pfn());
        } else {
            kernel.release().putPage(release.pfn());
        }
        registers.add(held, -1);
    }
}
