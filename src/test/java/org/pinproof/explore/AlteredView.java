package org.pinproof.explore;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import java.util.HashMap;
import java.util.Map;
import org.pinproof.kernel.mm.Step;
import org.pinproof.sched.AccessKind;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;

/** A state with some cells and registers replaced: for states that no schedule of correct code leads to. */
public final class AlteredView implements MachineView {
    private final MachineView state;
    private final Map<Integer, Long> cells = new HashMap<>();
    private final Table<Integer, Integer, Integer> registers = HashBasedTable.create();

    /** Replaces nothing yet. */
    public AlteredView(MachineView state) {
        this.state = state;
    }

    /** Replaces a cell; {@return this} */
    public AlteredView withCell(int cell, long value) {
        cells.put(cell, value);
        return this;
    }

    /** Replaces a register, as of now and as of the end of the last operation; {@return this} */
    public AlteredView withRegister(int task, int register, int value) {
        registers.put(task, register, value);
        return this;
    }

    @Override
    public Program program() {
        return state.program();
    }

    @Override
    public long cell(int cell) {
        return cells.getOrDefault(cell, state.cell(cell));
    }

    @Override
    public int register(int task, int register) {
        return registers.contains(task, register) ? registers.get(task, register) : state.register(task, register);
    }

    @Override
    public int committed(int task, int register) {
        return registers.contains(task, register) ? registers.get(task, register) : state.committed(task, register);
    }

    @Override
    public boolean idle(int task) {
        return state.idle(task);
    }

    @Override
    public int operationIndex(int task) {
        return state.operationIndex(task);
    }

    @Override
    public int operationId(int task) {
        return state.operationId(task);
    }

    @Override
    public Operation operation(int task) {
        return state.operation(task);
    }

    @Override
    public AccessKind pendingKind(int task) {
        return state.pendingKind(task);
    }

    @Override
    public Step pendingStep(int task) {
        return state.pendingStep(task);
    }

    @Override
    public int pendingCell(int task) {
        return state.pendingCell(task);
    }

    @Override
    public boolean pendingWrites(int task) {
        return state.pendingWrites(task);
    }

    @Override
    public int logLength(int task) {
        return state.logLength(task);
    }

    @Override
    public Step logStep(int task, int entry) {
        return state.logStep(task, entry);
    }

    @Override
    public int logCell(int task, int entry) {
        return state.logCell(task, entry);
    }

    @Override
    public long logResult(int task, int entry) {
        return state.logResult(task, entry);
    }
}
