package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.pinproof.explore.AlteredView;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.sched.Machine;

/** States of a script, altered to be wrong in one way, before the explorer's own checks. */
abstract class WritebackStates {
    WritebackProgram program;
    Machine machine;

    /** The state of this script in which the first task is about to take this step. */
    AlteredView before(KernelStep step, String script) {
        AlteredView state = initially(script);
        while (machine.pendingStep(0) != step) {
            machine.step(0);
        }
        return state;
    }

    AlteredView initially(String script) {
        program = new WritebackProgram(WritebackScript.parse(script));
        machine = new Machine(program);
        return new AlteredView(machine);
    }

    MappedFile file() {
        return program.file();
    }

    FilePage page() {
        return program.file().page();
    }

    void assertWrong(String violation, AlteredView state) {
        assertEquals(violation, program.stepViolation(state));
    }

    String wrong(AlteredView state) {
        return program.stepViolation(state);
    }

    AlteredView pinned(AlteredView state, int task, Ledger kind) {
        return state.withRegister(task, kind.ordinal(), 1)
                .withCell(file().refcount(), state.intCell(file().refcount()) + 1024);
    }

    /** Lets the first task make its first call. */
    void afterFirstCall(String script) {
        initially(script);
        while (!machine.idle(0)) {
            machine.step(0);
        }
    }
}
