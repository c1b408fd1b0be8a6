package org.pinproof.explore.count;

import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run: it makes the call, and notes what the task holds after it. */
public final class CountOperation implements Operation {
    private final CountProgram program;
    private final CountCall call;

    CountOperation(CountProgram program, CountCall call) {
        this.program = program;
        this.call = call;
    }

    /** {@return the call} */
    public CountCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        CountKernel kernel = program.kernel(memory);
        CountLedger ledger = program.ledger();
        if (call instanceof CountCall.Take take) {
            if (kernel.gup().take(take.page(), take.size().pages(), take.pin())) {
                ledger.taken(registers, take);
            }
        } else if (call instanceof CountCall.Keep) {
            if (ledger.hasTaken(registers)) {
                kernel.gup().keep(ledger.takenPage(registers));
                ledger.kept(registers);
            }
        } else if (call instanceof CountCall.Undo) {
            if (ledger.hasTaken(registers)) {
                kernel.gup()
                        .takeBack(
                                ledger.takenPage(registers),
                                ledger.takenPages(registers),
                                ledger.isTakenPin(registers));
                ledger.undone(registers);
            }
        } else if (call instanceof CountCall.Follow follow) {
            if (kernel.maps().follow(follow.page(), follow.pin())) {
                registers.add(ledger.register(follow.pin(), follow.page()), 1);
            }
        } else if (call instanceof CountCall.Drop drop) {
            drop(kernel, ledger, registers, drop);
        } else {
            other(kernel, ledger, registers);
        }
    }

    private void other(CountKernel kernel, CountLedger ledger, Registers registers) {
        if (call instanceof CountCall.Zap zap) {
            kernel.maps().zap(zap.page());
        } else if (call instanceof CountCall.Map map) {
            kernel.maps().install(map.page());
        } else if (call instanceof CountCall.Query query) {
            ledger.answered(registers, kernel.query().isDmaPinned(query.page()));
        } else if (call instanceof CountCall.Reuse reuse && kernel.allocator().alloc(reuse.page())) {
            registers.add(ledger.register(false, reuse.page()), 1);
        }
    }

    private static void drop(CountKernel kernel, CountLedger ledger, Registers registers, CountCall.Drop drop) {
        int held = ledger.register(drop.pin(), drop.page());
        int pages = drop.size().pages();
        if (kernel.parts().mayDrop(registers.get(held), pages)) {
            kernel.release().drop(KernelStep.RelSub, drop.page(), Refcount.weight(drop.pin(), pages));
            registers.add(held, -pages);
        }
    }
}
