package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.pinproof.explore.longterm.Hold;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.Placement;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/Longterm.tla}: cells, the step each task stands before, what its call
 * has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated. One instance serves one
 * program, and one thread.
 */
final class LongtermMapping {
    private static final List<String> LISTS = List.of("on", "off", "gone");
    private static final List<String> LEASES = List.of("none", "breaking", "expired");

    private final LongtermProgram program;
    private final PlacedPages pages;
    private final int tasks;
    private final int frames;
    private final Value placements;
    private final LongtermLocals decoder;
    private final InternedValues numbers = new InternedValues(words -> Projection.function(words, Value::of));
    private final InternedValues flags =
            new InternedValues(words -> Projection.function(words, word -> Value.of(word != 0)));
    private final InternedValues lists =
            new InternedValues(words -> Projection.function(words, word -> Value.of(LISTS.get((int) word))));
    private final InternedValues locks = new InternedValues(words -> Projection.function(words, Projection::holder));
    private final InternedValues entries =
            new InternedValues(words -> Projection.function(words, LongtermMapping::entry));
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    LongtermMapping(LongtermProgram program) {
        this.program = program;
        pages = program.pages();
        tasks = program.tasks();
        frames = program.frames();
        placements = Projection.function(
                Projection.words(frames, pfn -> pages.placement(pfn).ordinal()),
                word -> Value.of(Placement.values()[(int) word].name()));
        decoder = new LongtermLocals(program);
        ledgers = new InternedValues(words ->
                Projection.byTask(tasks, task -> numbers.of(words.subArray(task * frames, (task + 1) * frames))));
        places = new InternedValues(words -> Projection.byTask(tasks, task -> Projection.pc(words.get(task))));
        InternedValues one = new InternedValues(LongtermLocals::value);
        locals = new InternedValues(
                words -> Projection.byTask(tasks, task -> one.of(LongtermLocals.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    ImmutableSortedMap<String, Value> project(MachineView view) {
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", byFrame(numbers, pfn -> view.intCell(pages.frames().refcount(pfn))))
                .put("free", byFrame(flags, pfn -> view.cell(pages.frames().free(pfn))))
                .put("place", placements)
                .put(
                        "pte",
                        entries.of(Projection.words(
                                pages.mm().pages(), vpn -> view.cell(pages.mm().pte(vpn)))))
                .put("pgl", byFrame(locks, pfn -> view.cell(pages.pageLock(pfn))))
                .put("lru", byFrame(lists, pfn -> view.cell(pages.lru(pfn))))
                .put("batch", byFrame(flags, pfn -> view.cell(pages.batch(pfn))))
                .put("data", byFrame(numbers, pfn -> view.cell(pages.data(pfn))))
                .put("wake", byFrame(flags, pfn -> view.cell(pages.woken(pfn))))
                .put("lease", Value.of(LEASES.get(view.intCell(pages.lease().state()))))
                .put("pgmap", Value.of(view.intCell(pages.pagemap())))
                .put("pc", places.of(Projection.words(tasks, task -> Projection.place(view, task))))
                .put("loc", locals.of(decoder.encode(view, tasks)))
                .put("pins", ledger(view, Hold.PINS))
                .put("longs", ledger(view, Hold.LONGS))
                .put("gets", ledger(view, Hold.GETS))
                .build();
    }

    private Value byFrame(InternedValues values, IntToLongFunction word) {
        return values.of(Projection.words(frames, word));
    }

    private Value ledger(MachineView view, Hold hold) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * frames);
        for (int task = 0; task < tasks; task++) {
            for (int pfn = 0; pfn < frames; pfn++) {
                words.add(hold.held(view, task, program.frames(), pfn));
            }
        }
        return ledgers.of(words.build());
    }

    /** An entry as the record the specification has for it. */
    private static Value entry(long entry) {
        boolean none = entry == Pte.NONE;
        String mapped = Pte.isSpecial(entry) ? "special" : "page";
        return Value.record(Map.of(
                "k", Value.of(none ? "none" : Pte.isMigration(entry) ? "mig" : mapped),
                "p", Value.of(none ? -1 : Pte.pfn(entry))));
    }
}
