package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.KernelStep;
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
    private final InternedValues flags = new InternedValues(words -> function(words, w -> Value.of(w != 0)));
    private final InternedValues pmds = new InternedValues(words -> entry(words.get(0), true));
    private final InternedValues ptes = new InternedValues(words -> function(words, w -> entry(w, false)));
    private final InternedValues locks;
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    /** Maps the states of this program. */
    public GupMapping(GupProgram program) {
        this.program = program;
        this.frames = program.script().shape().frames();
        this.vpns = program.script().shape().vpns();
        this.locks = new InternedValues(
                words -> Value.of(words.get(0) == 0 ? "NoThread" : GupScript.taskName((int) words.get(0) - 1)));
        this.ledgers = new InternedValues(words ->
                byTask(task -> intFunction(words.subArray(task * frames, (task + 1) * frames))));
        this.places = new InternedValues(words -> byTask(task -> Value.of(place((int) words.get(task)))));
        WalkLocals decoder = new WalkLocals(GupMapping::entry);
        InternedValues one = new InternedValues(decoder::value);
        this.locals = new InternedValues(words -> byTask(task -> one.of(decoder.ofTask(words, task))));
    }

    /** {@return the observed variables of this state} */
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        FrameTable table = program.world().frames();
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", functions.of(cells(frames, pfn -> view.intCell(table.refcount(pfn)))))
                .put("head", functions.of(cells(frames, pfn -> view.intCell(table.compoundHead(pfn)))))
                .put("free", flags.of(cells(frames, pfn -> view.intCell(table.free(pfn)))))
                .put(
                        "pmd",
                        pmds.of(ImmutableLongArray.of(
                                view.cell(program.world().mm().pmd()))))
                .put(
                        "pte",
                        ptes.of(cells(
                                vpns, vpn -> view.cell(program.world().mm().pte(vpn)))))
                .put(
                        "ptl",
                        locks.of(ImmutableLongArray.of(
                                view.cell(program.world().mm().ptl()))))
                .put("pc", places.of(cells(program.tasks(), task -> place(view, task))))
                .put("loc", locals.of(WalkLocals.encode(view, program.tasks())))
                .put("pins", ledgers.of(ledger(view, true)))
                .put("gets", ledgers.of(ledger(view, false)))
                .build();
    }

    private static ImmutableLongArray cells(int count, IntToLongFunction cell) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(count);
        for (int i = 0; i < count; i++) {
            words.add(cell.applyAsLong(i));
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

    private ImmutableLongArray ledger(MachineView view, boolean pin) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(program.tasks() * frames);
        for (int task = 0; task < program.tasks(); task++) {
            for (int pfn = 0; pfn < frames; pfn++) {
                words.add(program.holdings().held(view, task, pin, pfn));
            }
        }
        return words.build();
    }

    private Value byTask(IntFunction<Value> value) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int task = 0; task < program.tasks(); task++) {
            fields.put(GupScript.taskName(task), value.apply(task));
        }
        return Value.record(fields);
    }

    private static Value intFunction(ImmutableLongArray words) {
        return function(words, Value::of);
    }

    private static Value function(ImmutableLongArray words, LongFunction<Value> value) {
        Map<Value, Value> mapping = new LinkedHashMap<>();
        for (int i = 0; i < words.length(); i++) {
            mapping.put(Value.of(i), value.apply(words.get(i)));
        }
        return Value.function(mapping);
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
