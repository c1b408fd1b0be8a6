package org.pinproof.explore.fork;

import static org.pinproof.kernel.gup.FollFlag.FOLL_FORCE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_GET;
import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_PIN;
import static org.pinproof.kernel.gup.FollFlag.FOLL_WRITE;
import static org.pinproof.kernel.mm.KernelStep.DmaStore;
import static org.pinproof.kernel.mm.KernelStep.RelSub;

import org.pinproof.explore.fork.ForkLedger.Hold;
import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run: it makes the call, and notes in the task's registers what the task holds after it. */
public final class ForkOperation implements Operation {
    private final ForkProgram program;
    private final ForkCall call;

    ForkOperation(ForkProgram program, ForkCall call) {
        this.program = program;
        this.call = call;
    }

    /** {@return the call} */
    public ForkCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        ForkKernel kernel = program.kernel(memory);
        MmStruct mm = program.mapping().mm(call.mm());
        int at = call.at();
        switch (call.kind()) {
            case PIN, READ, GET, PEEK, FORCE ->
                program.ledger().take(registers, call, kernel.gup().take(mm, at, flags(call.kind())));
            case FORK -> kernel.fork().fork();
            case STORE -> kernel.user().store(mm, at);
            case ZAP -> kernel.zap().zap(mm, at);
            case KSM -> kernel.ksm().writeProtect(mm, at);
            case SWAP -> kernel.swap().swap(mm, at);
            case REFS -> kernel.refs().clearSoftDirty(mm, at);
            case PROTECT -> kernel.refs().protect(mm, at);
            case CONTINUE -> kernel.move().continueFault(mm, at);
            case MOVE -> kernel.move().move(mm, at, call.to());
            case DEVICE -> store(memory, registers);
            case UNPIN, UNREAD, PUT -> release(kernel, registers);
        }
    }

    private static int flags(ForkCall.Kind kind) {
        return switch (kind) {
            case PIN -> FOLL_PIN | FOLL_WRITE;
            case READ -> FOLL_PIN | FOLL_LONGTERM;
            case GET -> FOLL_GET | FOLL_WRITE;
            case PEEK -> FOLL_GET;
            default -> FOLL_PIN | FOLL_WRITE | FOLL_FORCE;
        };
    }

    private void store(Memory memory, Registers registers) {
        ForkLedger ledger = program.ledger();
        int page = call.at();
        boolean through = program.script().mutant().parts().storesThroughReferences();
        if (ledger.isHeld(registers, Hold.PINS, page) || through && ledger.isHeld(registers, Hold.GETS, page)) {
            AnonPages pages = program.mapping().pages();
            memory.locked(DmaStore, pages.bus(), bus -> {
                bus.getAndAddInt(pages.data(page), 1);
                ledger.stored(bus, registers, page);
                return 1;
            });
        }
    }

    private void release(ForkKernel kernel, Registers registers) {
        if (program.ledger().isHeld(registers, ForkLedger.of(call.kind()), call.at())) {
            boolean pin =
                    call.kind().isPin() || program.script().mutant().parts().unpinsReferences();
            // Pages of order 0 are their own heads.
            kernel.release().drop(RelSub, call.at(), Refcount.weight(pin, 1));
            program.ledger().give(registers, call);
        }
    }
}
