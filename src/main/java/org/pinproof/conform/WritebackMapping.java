package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import org.pinproof.explore.writeback.Ledger;
import org.pinproof.explore.writeback.WritebackProgram;
import org.pinproof.kernel.mm.FilePage;
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
    private final InternedValues versions = new InternedValues(words -> Projection.function(words, Value::of));
    private final InternedValues buffers =
            new InternedValues(words -> Projection.function(words, w -> named(BUFFERS, w)));
    private final InternedValues entries;
    private final InternedValues devices;
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    WritebackMapping(WritebackProgram program) {
        file = program.file();
        tasks = program.tasks();
        decoder = new WritebackLocals(program.script().shape().policy());
        entries = new InternedValues(words -> Projection.byTask(tasks, task -> Value.of(entry(words.get(task)))));
        devices = new InternedValues(words -> Projection.byTask(tasks, task -> named(DEVICES, words.get(task))));
        ledgers = new InternedValues(words -> Projection.byTask(tasks, task -> Value.of(words.get(task))));
        places = new InternedValues(words -> Projection.byTask(tasks, task -> Projection.pc(words.get(task))));
        InternedValues one = new InternedValues(decoder::value);
        locals = new InternedValues(words -> Projection.byTask(tasks, task -> one.of(decoder.ofTask(words, task))));
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
                .put(
                        "tlb",
                        entries.of(Projection.words(
                                tasks, cpu -> view.cell(file.tlb().copy(cpu)))))
                .put("ptl", Projection.holder(view.cell(file.mm().ptl())))
                .put("pgl", Projection.holder(view.cell(page.pageLock())))
                .put("dirty", flag(view, page.dirty()))
                .put("wb", flag(view, page.writeback()))
                .put("buffers", buffers.of(Projection.words(FilePage.HALVES, half -> view.cell(page.buffer(half)))))
                .put("data", versions.of(Projection.words(FilePage.HALVES, half -> view.cell(page.data(half)))))
                .put("disk", versions.of(Projection.words(FilePage.HALVES, half -> view.cell(page.disk(half)))))
                .put(
                        "dma",
                        devices.of(Projection.words(
                                tasks, task -> view.cell(file.device().mapping(task)))))
                .put("lease", named(LEASES, view.cell(file.lease().state())))
                .put("mnseq", Value.of(MmuNotifier.ended(invalidations)))
                .put("mnactive", Value.of(MmuNotifier.underWay(invalidations)))
                .put("pc", places.of(Projection.words(tasks, task -> Projection.place(view, task))))
                .put("loc", locals.of(decoder.encode(view, tasks)))
                .put("pins", ledgers.of(Projection.words(tasks, task -> Ledger.PINS.held(view, task))))
                .put("longs", ledgers.of(Projection.words(tasks, task -> Ledger.LONGS.held(view, task))))
                .put("gets", ledgers.of(Projection.words(tasks, task -> Ledger.GETS.held(view, task))))
                .build();
    }

    /** {@return an entry in the specification's words} */
    static String entry(long entry) {
        if (!Pte.isPresent(entry)) {
            return "none";
        }
        return (Pte.isWritable(entry) ? "RW" : "RO") + (Pte.isDirty(entry) ? "-dirty" : "-clean");
    }

    private static Value flag(MachineView view, int cell) {
        return Value.of(view.cell(cell) != 0);
    }

    private static Value named(List<String> names, long word) {
        return Value.of(names.get((int) word));
    }
}
