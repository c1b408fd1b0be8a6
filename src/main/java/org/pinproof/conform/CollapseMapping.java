package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.pinproof.explore.collapse.CollapseProgram;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/Collapse.tla}: cells, the step each task stands before, what its call
 * has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated. One instance serves one
 * program, and one thread.
 */
final class CollapseMapping {
    private final CollapseProgram program;
    private final HugeRange range;
    private final int tasks;
    private final int frames;
    private final CollapseLocals decoder;
    private final InternedValues numbers = new InternedValues(words -> Projection.function(words, Value::of));
    private final InternedValues flags =
            new InternedValues(words -> Projection.function(words, word -> Value.of(word != 0)));
    private final InternedValues queues =
            new InternedValues(words -> Projection.function(words, word -> name(HugeRange.Queue.values()[(int) word])));
    private final InternedValues entries =
            new InternedValues(words -> Projection.function(words, word -> entry(word, false)));
    private final InternedValues pmds = new InternedValues(words -> entry(words.get(0), true));
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    CollapseMapping(CollapseProgram program) {
        this.program = program;
        range = program.range();
        tasks = program.tasks();
        frames = range.frames().size();
        decoder = new CollapseLocals(range.mm().pages());
        ledgers = new InternedValues(words ->
                Projection.byTask(tasks, task -> numbers.of(words.subArray(task * frames, (task + 1) * frames))));
        places = new InternedValues(words -> Projection.byTask(tasks, task -> Projection.pc(words.get(task))));
        InternedValues one = new InternedValues(CollapseLocals::value);
        locals = new InternedValues(
                words -> Projection.byTask(tasks, task -> one.of(CollapseLocals.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    ImmutableSortedMap<String, Value> project(MachineView view) {
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", byFrame(numbers, pfn -> view.intCell(range.frames().refcount(pfn))))
                .put("free", byFrame(flags, pfn -> view.cell(range.frames().free(pfn))))
                .put(
                        "pte",
                        entries.of(Projection.words(
                                range.mm().pages(), vpn -> view.cell(range.mm().pte(vpn)))))
                .put("pmd", pmds.of(ImmutableLongArray.of(view.cell(range.mm().pmd()))))
                .put("tbl", name(HugeRange.Owner.values()[view.intCell(range.owner())]))
                .put("walk", Value.of(view.intCell(range.sections().walkers())))
                .put("ptl", Projection.holder(view.cell(range.mm().ptl())))
                .put("pgl", byFrame(flags, pfn -> range.isHuge(pfn) ? view.cell(range.pageLock(pfn)) : 0))
                .put("queue", byFrame(queues, pfn -> range.isHuge(pfn) ? view.cell(range.queue(pfn)) : 0))
                .put("pc", places.of(Projection.words(tasks, task -> Projection.place(view, task))))
                .put("loc", locals.of(decoder.encode(view, tasks)))
                .put("pins", ledger(view, true))
                .put("gets", ledger(view, false))
                .build();
    }

    private Value byFrame(InternedValues values, IntToLongFunction word) {
        return values.of(Projection.words(frames, word));
    }

    private Value ledger(MachineView view, boolean pin) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * frames);
        for (int task = 0; task < tasks; task++) {
            for (int pfn = 0; pfn < frames; pfn++) {
                words.add(program.holdings().held(view, task, pin, pfn));
            }
        }
        return ledgers.of(words.build());
    }

    private static Value name(Enum<?> constant) {
        return Value.of(constant.name().toLowerCase(Locale.ROOT));
    }

    /**
     * An entry as the record the specification has for it.
     *
     * @param atPmd whether it was read at the pmd: there the word of frame 0's entry is a table's
     */
    static Value entry(long entry, boolean atPmd) {
        boolean none = entry == Pte.NONE || atPmd && entry == Pte.TABLE;
        return Value.record(Map.of("k", Value.of(kind(entry, atPmd)), "p", Value.of(none ? -1 : Pte.pfn(entry))));
    }

    private static String kind(long entry, boolean atPmd) {
        if (entry == Pte.NONE) {
            return "none";
        }
        if (Pte.isMigration(entry)) {
            return "mig";
        }
        return Pte.isLeaf(entry) ? "leaf" : atPmd ? "table" : "page";
    }
}
