package org.pinproof.explore.writeback;

import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run: it makes the call, and notes in the task's registers what the task holds after it. */
public final class WritebackOperation implements Operation {
    private final WritebackProgram program;
    private final int task;
    private final WritebackCall call;

    WritebackOperation(WritebackProgram program, int task, WritebackCall call) {
        this.program = program;
        this.task = task;
        this.call = call;
    }

    /** {@return the call} */
    public WritebackCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        WritebackKernel kernel = program.kernel(memory);
        switch (call.kind()) {
            case PIN -> pin(kernel, registers, Ledger.PINS, 0);
            case PIN_LONGTERM -> pin(kernel, registers, Ledger.LONGS, FollFlag.FOLL_LONGTERM);
            case GET -> get(kernel, registers);
            case ODP -> onDemand(kernel, registers);
            case FAULT -> kernel.fault().handle();
            case FILL -> kernel.file().tlb().fill(memory, task);
            case STORE -> kernel.file().tlb().store(memory, task, call.half());
            case DEVICE -> kernel.file().device().store(memory, call.half());
            case DMA, DMA_STOP, KMAP -> drive(kernel, registers);
            case UNPIN, PUT -> release(kernel, registers, Release.Mark::none);
            case UNPIN_DIRTY, PUT_DIRTY -> release(kernel, registers, kernel.mark());
            case FLUSH -> kernel.writepage().flush();
            case FSYNC -> kernel.writepage().fsync();
            case RECLAIM -> kernel.shrink().reclaim();
            case TRUNCATE -> kernel.truncate().truncate();
            case ZAP -> kernel.zap().zap();
            case WRITE_BUFFER -> kernel.io().writeBuffer(call.half());
            case KILLED -> kernel.file().lease().awaitKill(memory);
            case TIMEOUT -> kernel.file().lease().timeOut(memory);
        }
    }

    private static void pin(WritebackKernel kernel, Registers registers, Ledger kind, int flags) {
        if (kernel.gup()
                        .pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE | flags, new int[1])
                        .count()
                == 1) {
            kind.add(registers, 1);
        }
    }

    private static boolean get(WritebackKernel kernel, Registers registers) {
        boolean given = kernel.gup()
                        .getUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1])
                        .count()
                == 1;
        if (given) {
            Ledger.GETS.add(registers, 1);
        }
        return given;
    }

    /** Source: {@code drivers/infiniband/core/umem_odp.c::ib_umem_odp_map_dma_pages}; the retry is the caller's. */
    private void onDemand(WritebackKernel kernel, Registers registers) {
        int begun = kernel.file().notifier().readBegin(kernel.memory());
        if (get(kernel, registers)) {
            kernel.file().notifier().mapUnlessInvalidated(kernel.memory(), task, begun);
        }
    }

    /** What a driver does with a page it holds; without one it does nothing. */
    private void drive(WritebackKernel kernel, Registers registers) {
        boolean mapped = Ledger.MAPPED.get(registers) != 0;
        if (call.kind() == WritebackCall.Kind.DMA_STOP) {
            if (mapped) {
                kernel.file().device().unmap(kernel.memory(), task);
                Ledger.MAPPED.set(registers, 0);
            }
        } else if (Ledger.holds(registers) > 0) {
            if (call.kind() == WritebackCall.Kind.DMA) {
                kernel.file().device().map(kernel.memory(), task);
                Ledger.MAPPED.set(registers, 1);
            } else {
                kernel.memory()
                        .getAndAddInt(KernelStep.KmapStore, kernel.file().page().data(call.half()), 1);
            }
        }
    }

    private void release(WritebackKernel kernel, Registers registers, Release.Mark mark) {
        if (Ledger.holds(registers) == 0) {
            return;
        }
        boolean unpin = call.kind() == WritebackCall.Kind.UNPIN || call.kind() == WritebackCall.Kind.UNPIN_DIRTY;
        kernel.holder().giveBack(kernel.release(), unpin, MappedFile.PFN, mark);
        Ledger.givenUp(registers, unpin).add(registers, -1);
    }
}
