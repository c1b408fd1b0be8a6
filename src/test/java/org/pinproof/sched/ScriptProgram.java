package org.pinproof.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;

/** A program put together in a test: cells, and per task a list of operations, each of them a lambda. */
public class ScriptProgram implements Program {

    /** Steps to name accesses by. */
    public enum TestStep implements Step {
        FIRST,
        SECOND,
        THIRD,
        FOURTH
    }

    private record Script(String name, BiConsumer<Memory, Registers> body) implements Operation {
        @Override
        public void run(Memory memory, Registers registers) {
            body.accept(memory, registers);
        }
    }

    private final String name;
    private final MemoryLayout layout = new MemoryLayout();
    private final List<List<Operation>> tasks = new ArrayList<>();
    private Function<MachineView, String> violation = end -> null;

    public ScriptProgram(String name) {
        this.name = name;
    }

    public final int intCell(String cell, int initial) {
        return layout.intCell(cell, initial);
    }

    public final int longCell(String cell, long initial) {
        return layout.longCell(cell, initial);
    }

    /** Adds a task without operations; {@return its number} */
    public final int task() {
        tasks.add(new ArrayList<>());
        return tasks.size() - 1;
    }

    /** Adds an operation to the task added last. */
    public final ScriptProgram then(String operation, BiConsumer<Memory, Registers> body) {
        tasks.get(tasks.size() - 1).add(new Script(operation, body));
        return this;
    }

    /** Adds a task of one operation, {@code op}. */
    public final ScriptProgram task(BiConsumer<Memory, Registers> body) {
        task();
        return then("op", body);
    }

    public final ScriptProgram violatedIf(Function<MachineView, String> check) {
        violation = check;
        return this;
    }

    public static Operation operation(String name, BiConsumer<Memory, Registers> body) {
        return new Script(name, body);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MemoryLayout layout() {
        return layout;
    }

    @Override
    public final int tasks() {
        return tasks.size();
    }

    @Override
    public final int registers(int task) {
        return 2;
    }

    @Override
    public final Operation operation(int task, int index) {
        return index < tasks.get(task).size() ? tasks.get(task).get(index) : null;
    }

    @Override
    public final String violation(MachineView end) {
        return violation.apply(end);
    }
}
