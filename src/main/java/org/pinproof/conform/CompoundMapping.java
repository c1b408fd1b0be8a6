package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.pinproof.explore.compound.CompoundProgram;
import org.pinproof.explore.compound.CompoundShape;
import org.pinproof.explore.compound.CompoundWorld;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/Compound.tla}: cells, the step each task stands before, what its
 * call has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated.
 *
 * <p>One instance serves one program, and one thread.
 */
public final class CompoundMapping {
    private final CompoundProgram program;
    private final CompoundShape shape;
    private final CompoundWorld world;
    private final InternedValues functions = new InternedValues(words -> Projection.function(words, Value::of));
    private final InternedValues flags = new InternedValues(words -> Projection.function(words, w -> Value.of(w != 0)));
    private final InternedValues pmds = new InternedValues(words -> entry(words.get(0), true));
    private final InternedValues ptes = new InternedValues(words -> Projection.function(words, w -> entry(w, false)));
    private final InternedValues locks = new InternedValues(words -> Projection.holder(words.get(0)));
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    /** Maps the states of this program. */
    public CompoundMapping(CompoundProgram program) {
        this.program = program;
        this.shape = program.script().shape();
        this.world = program.world();
        int frames = shape.frames();
        this.ledgers = new InternedValues(words -> Projection.byTask(
                program.tasks(),
                task -> Projection.function(words.subArray(task * frames, (task + 1) * frames), Value::of)));
        this.places =
                new InternedValues(words -> Projection.byTask(program.tasks(), task -> Projection.pc(words.get(task))));
        InternedValues one = new InternedValues(CompoundLocals::value);
        this.locals = new InternedValues(
                words -> Projection.byTask(program.tasks(), task -> one.of(CompoundLocals.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", functions.of(frames(view, world.frames()::refcount)))
                .put("pinc", functions.of(frames(view, world.compound()::pincount)))
                .put("head", functions.of(frames(view, world.frames()::compoundHead)))
                .put("order", functions.of(frames(view, world.compound()::order)))
                .put("free", flags.of(frames(view, world.frames()::free)))
                .put("zero", Value.of(shape.zeroPage()))
                .put("pmd", pmds.of(cell(view, world.mm().pmd())))
                .put(
                        "pte",
                        ptes.of(Projection.words(
                                shape.vpns(), vpn -> view.cell(world.mm().pte(vpn)))))
                .put("ptl", locks.of(cell(view, world.mm().ptl())))
                .put("plk", locks.of(cell(view, world.pageLock())))
                .put("acq", Value.of(view.intCell(world.counters().acquired())))
                .put("rel", Value.of(view.intCell(world.counters().released())))
                .put("pc", places.of(Projection.words(program.tasks(), task -> Projection.place(view, task))))
                .put("loc", locals.of(CompoundLocals.encode(view, program.tasks(), shape)))
                .put("pins", ledgers.of(ledger(view, true)))
                .put("gets", ledgers.of(ledger(view, false)))
                .build();
    }

    private static ImmutableLongArray cell(MachineView view, int cell) {
        return ImmutableLongArray.of(view.cell(cell));
    }

    private ImmutableLongArray frames(MachineView view, IntUnaryOperator cell) {
        return Projection.words(shape.frames(), pfn -> view.intCell(cell.applyAsInt(pfn)));
    }

    private ImmutableLongArray ledger(MachineView view, boolean pin) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(program.tasks() * shape.frames());
        for (int task = 0; task < program.tasks(); task++) {
            for (int pfn = 0; pfn < shape.frames(); pfn++) {
                words.add(program.holdings().held(view, task, pin, pfn));
            }
        }
        return words.build();
    }

    /** An entry as the record the specification has for it; a migration entry says which page will be back. */
    static Value entry(long entry, boolean atPmd) {
        if (!Pte.isMigration(entry)) {
            return GupMapping.entry(entry, atPmd);
        }
        return Value.record(Map.of(
                "k", Value.of("migr"),
                "p", Value.of(Pte.pfn(entry)),
                "w", Value.of(Pte.isWritable(entry))));
    }
}
