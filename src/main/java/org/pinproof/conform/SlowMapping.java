package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.pinproof.explore.slow.SlowCall;
import org.pinproof.explore.slow.SlowProgram;
import org.pinproof.explore.slow.SlowWorld;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/GupSlow.tla}: cells, the step each task stands before, what its
 * call has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated.
 *
 * <p>One instance serves one program, and one thread.
 */
final class SlowMapping {
    private static final long NO_FRAME = -1;

    private final SlowProgram program;
    private final SlowWorld world;
    private final int tasks;
    private final InternedValues numbers = functions(Value::of);
    private final InternedValues flags = functions(word -> Value.of(word != 0));
    private final InternedValues pmds = new InternedValues(words -> entry(words.get(0), true));
    private final InternedValues ptes = functions(word -> entry(word, false));
    private final InternedValues kinds = functions(word -> Value.of(kind((int) word)));
    private final InternedValues locks = new InternedValues(words -> lock((int) words.get(0)));
    private final InternedValues waits;
    private final InternedValues killed;
    private final InternedValues places;
    private final InternedValues ledgers;
    private final InternedValues local = new InternedValues(SlowLocals::value);

    SlowMapping(SlowProgram program) {
        this.program = program;
        this.world = program.world();
        this.tasks = program.tasks();
        this.waits = byTask(word -> waits((int) word));
        this.killed = byTask(word -> Value.of(Sleepers.isKilled((int) word)));
        this.places = byTask(Projection::pc);
        int frames = world.frames().size();
        this.ledgers = new InternedValues(words -> Projection.byTask(
                tasks, task -> Projection.function(words.subArray(task * frames, (task + 1) * frames), Value::of)));
    }

    private static InternedValues functions(java.util.function.LongFunction<Value> value) {
        return new InternedValues(words -> Projection.function(words, value));
    }

    private InternedValues byTask(java.util.function.LongFunction<Value> value) {
        return new InternedValues(words -> Projection.byTask(tasks, task -> value.apply(words.get(task))));
    }

    /** {@return the observed variables of this state} */
    ImmutableSortedMap<String, Value> project(MachineView view) {
        int frames = world.frames().size();
        int vpns = world.shape().vpns();
        ImmutableLongArray words =
                Projection.words(tasks, task -> view.intCell(world.sleepers().word(task)));
        IntFunction<Value> locals = task -> local.of(SlowLocals.encode(view, task));
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", numbers.of(cells(view, frames, world.frames()::refcount)))
                .put("head", numbers.of(cells(view, frames, world.frames()::compoundHead)))
                .put("free", flags.of(cells(view, frames, world.frames()::free)))
                .put("pmd", pmds.of(ImmutableLongArray.of(view.cell(world.mm().pmd()))))
                .put("pte", ptes.of(cells(view, vpns, world.mm()::pte)))
                .put("vmaAt", numbers.of(cells(view, vpns, world.areas()::area)))
                .put("vma", kinds.of(cells(view, world.shape().vmas(), world.areas()::flags)))
                .put("mmap", locks.of(ImmutableLongArray.of(view.intCell(world.lock()))))
                .put("waits", waits.of(words))
                .put("killed", killed.of(words))
                .put("reading", flags.of(cells(view, vpns, world.sleepers()::reading)))
                .put("pc", places.of(Projection.words(tasks, task -> Projection.place(view, task))))
                .put("loc", Projection.byTask(tasks, locals))
                .put("pins", ledgers.of(ledger(view, true)))
                .put("gets", ledgers.of(ledger(view, false)))
                .build();
    }

    private static ImmutableLongArray cells(MachineView view, int count, java.util.function.IntUnaryOperator cell) {
        IntToLongFunction word = i -> view.cell(cell.applyAsInt(i));
        return Projection.words(count, word);
    }

    private ImmutableLongArray ledger(MachineView view, boolean pin) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder();
        for (int task = 0; task < tasks; task++) {
            for (int pfn = 0; pfn < world.frames().size(); pfn++) {
                words.add(program.ledger().held(view, task, pin, pfn));
            }
        }
        return words.build();
    }

    private static Value entry(long entry, boolean atPmd) {
        String kind = !Pte.isPresent(entry) ? "none" : Pte.isLeaf(entry) ? "leaf" : atPmd ? "table" : "page";
        boolean page = kind.equals("leaf") || kind.equals("page");
        return Value.record(Map.of("k", Value.of(kind), "p", Value.of(page ? Pte.pfn(entry) : NO_FRAME)));
    }

    private static String kind(int flags) {
        return Arrays.stream(SlowCall.Area.values())
                .filter(area -> area.flags() == flags)
                .map(SlowCall.Area::specName)
                .findFirst()
                .orElse("free");
    }

    private static Value lock(int lock) {
        return Value.record(Map.of(
                "r", Value.of(MmapLock.readers(lock)),
                "w", Value.of(MmapLock.hasWriter(lock)),
                "q", Value.of(MmapLock.waiting(lock))));
    }

    private static Value waits(int word) {
        boolean queued = Sleepers.isQueued(word);
        String channel = !queued ? "none" : Sleepers.isForRead(word) ? "file" : "uffd";
        return Value.record(Map.of("c", Value.of(channel), "v", Value.of(queued ? Sleepers.vpn(word) : 0)));
    }
}
