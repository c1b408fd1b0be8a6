package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import org.pinproof.explore.writeback.Ledger;
import org.pinproof.explore.writeback.WritebackProgram;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/Writeback.tla}: cells, the step each task stands before, what its
 * call has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated.
 *
 * <p>Three things of the code have no variable there: the file system's reservation, a write's checksum, and whether the
 * content was given up on purpose, which the explorer judges by where the specification has ghosts. One instance serves one program, and one thread.
 */
final class WritebackMapping {
    private static final List<String> MAPPINGS = List.of("none", "file", "anon");
    private static final List<String> BUFFERS = List.of("none", "clean", "dirty");
    private static final List<String> DEVICES = List.of("none", "gup", "odp");
    private static final List<String> LEASES = List.of("none", "breaking", "expired");

    private final MappedFile file;
    private final int tasks;
    private final WritebackLocals decoder;
    private final InternedValues versions = new InternedValues(words -> halves(words, Value::of));
    private final InternedValues buffers = new InternedValues(words -> halves(words, w -> named(BUFFERS, w)));
    private final InternedValues entries;
    private final InternedValues devices;
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    WritebackMapping(WritebackProgram program) {
        file = program.file();
        tasks = program.tasks();
        decoder = new WritebackLocals(program.script().shape().policy());
        entries = new InternedValues(words -> byTask(task -> Value.of(entry(words.get(task)))));
        devices = new InternedValues(words -> byTask(task -> named(DEVICES, words.get(task))));
        ledgers = new InternedValues(words -> byTask(task -> Value.of(words.get(task))));
        places = new InternedValues(words -> byTask(task -> Value.of(place((int) words.get(task)))));
        InternedValues one = new InternedValues(decoder::value);
        locals = new InternedValues(words -> byTask(task -> one.of(decoder.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    ImmutableSortedMap<String, Value> project(MachineView view) {
        FilePage page = file.page();
        int invalidations = view.intCell(file.notifier().invalidations());
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", Value.of(view.intCell(file.refcount())))
                .put("free", flag(view, file.frames().free(MappedFile.PFN)))
                .put("mapping", named(MAPPINGS, view.cell(page.mapping())))
                .put("pte", Value.of(entry(view.cell(file.pte()))))
                .put("tlb", entries.of(words(tasks, cpu -> view.cell(file.tlb().copy(cpu)))))
                .put("ptl", lock(view.cell(file.mm().ptl())))
                .put("pgl", lock(view.cell(page.pageLock())))
                .put("dirty", flag(view, page.dirty()))
                .put("wb", flag(view, page.writeback()))
                .put("buffers", buffers.of(words(FilePage.HALVES, half -> view.cell(page.buffer(half)))))
                .put("data", versions.of(words(FilePage.HALVES, half -> view.cell(page.data(half)))))
                .put("disk", versions.of(words(FilePage.HALVES, half -> view.cell(page.disk(half)))))
                .put(
                        "dma",
                        devices.of(words(tasks, task -> view.cell(file.device().mapping(task)))))
                .put("lease", named(LEASES, view.cell(file.lease().state())))
                .put("mnseq", Value.of(MmuNotifier.ended(invalidations)))
                .put("mnactive", Value.of(MmuNotifier.underWay(invalidations)))
                .put("pc", places.of(words(tasks, task -> place(view, task))))
                .put("loc", locals.of(decoder.encode(view, tasks)))
                .put("pins", ledgers.of(words(tasks, task -> Ledger.PINS.held(view, task))))
                .put("longs", ledgers.of(words(tasks, task -> Ledger.LONGS.held(view, task))))
                .put("gets", ledgers.of(words(tasks, task -> Ledger.GETS.held(view, task))))
                .build();
    }

    /** {@return an entry in the specification's words} */
    static String entry(long entry) {
        if (!Pte.isPresent(entry)) {
            return "none";
        }
        return (Pte.isWritable(entry) ? "RW" : "RO") + (Pte.isDirty(entry) ? "-dirty" : "-clean");
    }

    /** {@return a function over the halves of the page} */
    static Value halves(ImmutableLongArray words, LongFunction<Value> value) {
        Map<Value, Value> mapping = new LinkedHashMap<>();
        for (int half = 0; half < words.length(); half++) {
            mapping.put(Value.of(half), value.apply(words.get(half)));
        }
        return Value.function(mapping);
    }

    private static Value flag(MachineView view, int cell) {
        return Value.of(view.cell(cell) != 0);
    }

    private static Value named(List<String> names, long word) {
        return Value.of(names.get((int) word));
    }

    private static Value lock(long word) {
        return Value.of(word == 0 ? "NoThread" : TaskNames.name((int) word - 1));
    }

    private static ImmutableLongArray words(int count, IntToLongFunction word) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(count);
        for (int i = 0; i < count; i++) {
            words.add(word.applyAsLong(i));
        }
        return words.build();
    }

    /** A task that has not taken the first step of its operation is idle: its next call is not the specification's concern. */
    private static int place(MachineView view, int task) {
        return view.idle(task) || view.logLength(task) == 0 ? -1 : ((KernelStep) view.pendingStep(task)).ordinal();
    }

    private static String place(int ordinal) {
        return ordinal < 0 ? "idle" : KernelStep.values()[ordinal].name();
    }

    private Value byTask(IntFunction<Value> value) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int task = 0; task < tasks; task++) {
            fields.put(TaskNames.name(task), value.apply(task));
        }
        return Value.record(fields);
    }
}
