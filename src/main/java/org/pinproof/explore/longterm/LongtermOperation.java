package org.pinproof.explore.longterm;

import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_WRITE;

import java.util.Map;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Registers;

/** A call as something the engine can run: it makes the call, and notes in the task's registers what the task holds after it. */
public final class LongtermOperation implements Operation {
    private final LongtermProgram program;
    private final LongtermCall call;

    LongtermOperation(LongtermProgram program, LongtermCall call) {
        this.program = program;
        this.call = call;
    }

    /** {@return the call} */
    public LongtermCall call() {
        return call;
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    public void run(Memory memory, Registers registers) {
        LongtermKernel kernel = program.kernel(memory);
        int at = call.at();
        switch (call.kind()) {
            case PIN, PIN_LONGTERM, PIN_SLOW, GET -> take(kernel, registers);
            case UNPIN, PUT -> release(kernel, registers);
            case ALLOC -> allocate(kernel, registers);
            case ISOLATE -> kernel.range().look(at);
            case BATCH -> kernel.lists().batch(at);
            case DEVICE -> store(kernel, registers);
            case TRUNCATE -> kernel.layouts().truncate(at);
            case KILLED -> program.pages().lease().awaitKill(memory);
            case TIMEOUT -> program.pages().lease().timeOut(memory);
            case UNPLUG -> kernel.pagemap().unplug();
        }
    }

    private void take(LongtermKernel kernel, Registers registers) {
        int frames = program.frames();
        int[] pages = new int[call.nr()];
        int taken = take(kernel, pages);
        Hold hold =
                call.kind().isLongterm() ? Hold.LONGS : call.kind() == LongtermCall.Kind.PIN ? Hold.PINS : Hold.GETS;
        for (int i = 0; i < taken; i++) {
            registers.add(hold.register(frames, pages[i]), 1);
        }
        if (hold == Hold.LONGS && taken < call.nr()) {
            registers.add(Hold.failures(frames), 1);
        }
    }

    private int take(LongtermKernel kernel, int[] pages) {
        return switch (call.kind()) {
            case PIN ->
                kernel.gup()
                        .pinUserPagesFast(call.at(), call.nr(), FOLL_WRITE, pages)
                        .count();
            case PIN_LONGTERM ->
                kernel.gup()
                        .pinUserPagesFast(call.at(), call.nr(), FOLL_WRITE | FOLL_LONGTERM, pages)
                        .count();
            case PIN_SLOW -> {
                kernel.memory().local(KernelStep.LtBegin, call.at());
                yield kernel.gup()
                        .pinUserPages(call.at(), call.nr(), FOLL_WRITE | FOLL_LONGTERM, pages, null)
                        .count();
            }
            default ->
                kernel.gup()
                        .getUserPagesFast(call.at(), call.nr(), FOLL_WRITE, pages)
                        .count();
        };
    }

    private void allocate(LongtermKernel kernel, Registers registers) {
        if (kernel.range().allocate(call.at())) {
            registers.add(Hold.passedOver(program.frames()), 1);
        }
    }

    private void release(LongtermKernel kernel, Registers registers) {
        boolean unpin = call.kind() == LongtermCall.Kind.UNPIN;
        Map<Hold, Integer> held = Hold.of(registers, program.frames(), call.at());
        Hold gone = Hold.givenUp(unpin, held);
        if (gone == null) {
            return;
        }
        kernel.holder().giveBack(kernel.release(), unpin, call.at(), Release.Mark::none);
        registers.add(gone.register(program.frames(), call.at()), -1);
    }

    private void store(LongtermKernel kernel, Registers registers) {
        Map<Hold, Integer> held = Hold.of(registers, program.frames(), call.at());
        if (held.get(Hold.PINS) + held.get(Hold.LONGS) > 0) {
            kernel.memory().getAndAddInt(KernelStep.DmaStore, program.pages().data(call.at()), 1);
        }
    }
}
