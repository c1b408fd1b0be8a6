package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import org.pinproof.explore.fork.ForkLedger.Hold;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/Fork.tla}: cells, the step each task stands before, what its call
 * has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated. One instance serves one
 * program, and one thread.
 */
final class ForkMapping {
    private static final int MMS = 2;
    private static final int WRITER = -1;

    private final ForkProgram program;
    private final PrivateMapping mapping;
    private final AnonPages pages;
    private final int tasks;
    private final int frames;
    private final int vpns;
    private final InternedValues numbers = new InternedValues(words -> Projection.function(words, Value::of));
    private final InternedValues flags =
            new InternedValues(words -> Projection.function(words, word -> Value.of(word != 0)));
    private final InternedValues locks = new InternedValues(words -> Projection.function(words, Projection::holder));
    private final InternedValues tables;
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    ForkMapping(ForkProgram program) {
        this.program = program;
        mapping = program.mapping();
        pages = mapping.pages();
        tasks = program.tasks();
        frames = pages.frames().size();
        vpns = mapping.vpns();
        tables = new InternedValues(this::tables);
        ledgers = new InternedValues(words ->
                Projection.byTask(tasks, task -> numbers.of(words.subArray(task * frames, (task + 1) * frames))));
        places = new InternedValues(words -> Projection.byTask(tasks, task -> Projection.pc(words.get(task))));
        InternedValues one = new InternedValues(ForkLocals::value);
        locals = new InternedValues(words -> Projection.byTask(tasks, task -> one.of(ForkLocals.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    ImmutableSortedMap<String, Value> project(MachineView view) {
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", byFrame(numbers, pfn -> view.intCell(pages.frames().refcount(pfn))))
                .put("free", byFrame(flags, pfn -> view.cell(pages.frames().free(pfn))))
                .put("excl", byFrame(flags, pfn -> view.cell(pages.exclusive(pfn))))
                .put("mapc", byFrame(numbers, pfn -> view.cell(pages.mapcount(pfn))))
                .put("swp", byFrame(numbers, pfn -> view.cell(pages.swapUsers(pfn))))
                .put("idx", byFrame(numbers, pfn -> view.cell(pages.index(pfn))))
                .put("data", byFrame(numbers, pfn -> view.cell(pages.data(pfn))))
                .put(
                        "pte",
                        tables.of(Projection.words(
                                MMS * vpns,
                                at -> view.cell(mapping.mm(at / vpns).pte(at % vpns)))))
                .put("ptl", byMm(locks, view, MmStruct::ptl))
                .put(
                        "mmap",
                        numbers.of(Projection.words(
                                MMS, mm -> readers(view.intCell(mapping.mm(mm).mmapLock())))))
                .put("seq", byMm(numbers, view, MmStruct::writeProtectSeq))
                .put("hasPinned", byMm(flags, view, MmStruct::hasPinned))
                .put("born", Value.of(view.cell(mapping.born()) != 0))
                .put("pc", places.of(Projection.words(tasks, task -> Projection.place(view, task))))
                .put("loc", locals.of(ForkLocals.encode(view, tasks, vpns)))
                .put("pins", ledger(view, Hold.PINS))
                .put("reads", ledger(view, Hold.READS))
                .put("gets", ledger(view, Hold.GETS))
                .build();
    }

    private Value byFrame(InternedValues values, IntToLongFunction word) {
        return values.of(Projection.words(frames, word));
    }

    private Value byMm(InternedValues values, MachineView view, ToIntFunction<MmStruct> cell) {
        return values.of(Projection.words(MMS, mm -> view.cell(cell.applyAsInt(mapping.mm(mm)))));
    }

    private static long readers(int lock) {
        return MmapLock.hasWriter(lock) ? WRITER : MmapLock.readers(lock);
    }

    private Value ledger(MachineView view, Hold hold) {
        return ledgers.of(
                Projection.words(tasks * frames, at -> program.ledger().held(view, at / frames, hold, at % frames)));
    }

    private Value tables(ImmutableLongArray words) {
        Map<Value, Value> tables = new LinkedHashMap<>();
        for (int mm = 0; mm < MMS; mm++) {
            tables.put(
                    Value.of(mm), Projection.function(words.subArray(mm * vpns, (mm + 1) * vpns), ForkMapping::entry));
        }
        return Value.function(tables);
    }

    /** An entry as the record the specification has for it. */
    static Value entry(long entry) {
        boolean none = entry == Pte.NONE;
        boolean swap = Pte.isSwap(entry);
        return Value.record(Map.of(
                "k", Value.of(none ? "none" : swap ? "swap" : "page"),
                "p", Value.of(none ? -1 : Pte.pfn(entry)),
                "w", Value.of(Pte.isWritable(entry)),
                "d", Value.of(Pte.isDirty(entry)),
                "x", Value.of(swap && Pte.isSwapExclusive(entry))));
    }
}
