package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Map;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/GupFast.tla}: cells, the step each task stands before, what its
 * call has read so far, and what its registers say it holds. Nothing is left out and nothing is tolerated.
 *
 * <p>One instance serves one program, and one thread.
 */
public final class GupMapping {
    /** {@code NoFrame}. */
    private static final long NO_FRAME = -1;

    private final GupProgram program;
    private final int frames;
    private final int vpns;
    private final InternedValues functions = new InternedValues(GupMapping::intFunction);
    private final InternedValues flags = new InternedValues(words -> Projection.function(words, w -> Value.of(w != 0)));
    private final InternedValues pmds = new InternedValues(words -> entry(words.get(0), true));
    private final InternedValues ptes = new InternedValues(words -> Projection.function(words, w -> entry(w, false)));
    private final InternedValues locks;
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    /** Maps the states of this program. */
    public GupMapping(GupProgram program) {
        this.program = program;
        this.frames = program.script().shape().frames();
        this.vpns = program.script().shape().vpns();
        this.locks = new InternedValues(words -> Projection.holder(words.get(0)));
        this.ledgers = new InternedValues(words -> Projection.byTask(
                program.tasks(), task -> intFunction(words.subArray(task * frames, (task + 1) * frames))));
        this.places =
                new InternedValues(words -> Projection.byTask(program.tasks(), task -> Projection.pc(words.get(task))));
        WalkLocals decoder = new WalkLocals(GupMapping::entry);
        InternedValues one = new InternedValues(decoder::value);
        this.locals = new InternedValues(
                words -> Projection.byTask(program.tasks(), task -> one.of(decoder.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        FrameTable table = program.world().frames();
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", functions.of(Projection.words(frames, pfn -> view.intCell(table.refcount(pfn)))))
                .put("head", functions.of(Projection.words(frames, pfn -> view.intCell(table.compoundHead(pfn)))))
                .put("free", flags.of(Projection.words(frames, pfn -> view.intCell(table.free(pfn)))))
                .put(
                        "pmd",
                        pmds.of(ImmutableLongArray.of(
                                view.cell(program.world().mm().pmd()))))
                .put(
                        "pte",
                        ptes.of(Projection.words(
                                vpns, vpn -> view.cell(program.world().mm().pte(vpn)))))
                .put(
                        "ptl",
                        locks.of(ImmutableLongArray.of(
                                view.cell(program.world().mm().ptl()))))
                .put("pc", places.of(Projection.words(program.tasks(), task -> Projection.place(view, task))))
                .put("loc", locals.of(WalkLocals.encode(view, program.tasks())))
                .put("pins", ledgers.of(ledger(view, true)))
                .put("gets", ledgers.of(ledger(view, false)))
                .build();
    }

    private ImmutableLongArray ledger(MachineView view, boolean pin) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(program.tasks() * frames);
        for (int task = 0; task < program.tasks(); task++) {
            for (int pfn = 0; pfn < frames; pfn++) {
                words.add(program.holdings().held(view, task, pin, pfn));
            }
        }
        return words.build();
    }

    private static Value intFunction(ImmutableLongArray words) {
        return Projection.function(words, Value::of);
    }

    /** An entry as the record the specification has for it. */
    static Value entry(long entry, boolean atPmd) {
        String kind = !Pte.isPresent(entry) ? "none" : Pte.isLeaf(entry) ? "leaf" : atPmd ? "table" : "page";
        boolean page = kind.equals("leaf") || kind.equals("page");
        return Value.record(Map.of(
                "k", Value.of(kind),
                "p", Value.of(page ? Pte.pfn(entry) : NO_FRAME),
                "w", Value.of(page && Pte.isWritable(entry))));
    }
}
