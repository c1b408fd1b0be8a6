package org.pinproof.sched;

import org.pinproof.kernel.mm.Step;

/** A state to look at: cells, registers, and where each task is. Reading it changes nothing. */
public interface MachineView {

    /** {@return the program whose state this is} */
    Program program();

    /** {@return the cell's value; a 32-bit cell's is sign-extended} */
    long cell(int cell);

    /** {@return the value of a 32-bit cell} */
    default int intCell(int cell) {
        return (int) cell(cell);
    }

    /** {@return the register's value now, with what the operation in progress has written up to its pending access} */
    int register(int task, int register);

    /** {@return the register's value when the task's last operation ended} */
    int committed(int task, int register);

    /** {@return whether the task has no operation: it has finished or, in dynamic mode, is idle} */
    boolean idle(int task);

    /** {@return how many of the program's operations the task has completed} */
    int operationIndex(int task);

    /** {@return the number by which the operation in progress enters the state: its index or the caller's id} */
    int operationId(int task);

    /** {@return the operation in progress, or null if the task is idle} */
    Operation operation(int task);

    /** {@return what the task will do next, or null if it is idle} */
    AccessKind pendingKind(int task);

    /** {@return the step the task will take next, or null if it is idle} */
    Step pendingStep(int task);

    /** {@return the cell of the pending access; -1 for fences and local steps} */
    int pendingCell(int task);

    /** {@return whether the pending access, taken now, writes its cell; sections count as writing their lock} */
    boolean pendingWrites(int task);

    /** {@return how many steps the operation in progress has taken} */
    int logLength(int task);

    /** {@return a step of the operation in progress, counted from 0} */
    Step logStep(int task, int entry);

    /** {@return the cell of that step; -1 for fences and local steps} */
    int logCell(int task, int entry);

    /** {@return what that step returned to the operation; booleans are 0 and 1, nothing is 0; of a local step, its value} */
    long logResult(int task, int entry);
}
