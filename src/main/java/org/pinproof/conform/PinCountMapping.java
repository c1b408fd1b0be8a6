package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.pinproof.explore.count.CountCall;
import org.pinproof.explore.count.CountLedger;
import org.pinproof.explore.count.CountOperation;
import org.pinproof.explore.count.CountProgram;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * Projects the code's state onto the variables of {@code spec/PinCount.tla}. A walk is two calls of the code, and one of the
 * specification: what a task has taken and not yet kept or undone is in its registers.
 */
final class PinCountMapping {
    private static final long NO_PAGE = -1;
    private static final int FIELDS = 3;

    private final CountProgram program;
    private final CountLedger ledger;
    private final int pages;
    private final InternedValues functions = new InternedValues(words -> Projection.function(words, Value::of));
    private final InternedValues flags = new InternedValues(words -> Projection.function(words, w -> Value.of(w != 0)));
    private final InternedValues ledgers;
    private final InternedValues places;
    private final InternedValues locals;

    PinCountMapping(CountProgram program) {
        this.program = program;
        this.ledger = program.ledger();
        this.pages = program.script().maps().size();
        this.ledgers = new InternedValues(words -> Projection.byTask(
                program.tasks(),
                task -> Projection.function(words.subArray(task * pages, (task + 1) * pages), Value::of)));
        this.places =
                new InternedValues(words -> Projection.byTask(program.tasks(), task -> Projection.pc(words.get(task))));
        this.locals =
                new InternedValues(words -> Projection.byTask(program.tasks(), task -> local(words, task * FIELDS)));
    }

    ImmutableSortedMap<String, Value> project(MachineView view) {
        FrameTable table = program.world().frames();
        return ImmutableSortedMap.<String, Value>naturalOrder()
                .put("cnt", functions.of(byPage(page -> view.intCell(table.refcount(page)))))
                .put("free", flags.of(byPage(page -> view.intCell(table.free(page)))))
                .put(
                        "maps",
                        functions.of(byPage(
                                page -> view.intCell(program.world().maps().maps(page)))))
                .put("pc", places.of(Projection.words(program.tasks(), task -> place(view, task))))
                .put("loc", locals.of(locals(view)))
                .put("pins", ledgers.of(ledger(view, true)))
                .put("gets", ledgers.of(ledger(view, false)))
                .build();
    }

    private ImmutableLongArray byPage(IntToLongFunction word) {
        return Projection.words(pages, word::applyAsLong);
    }

    private int place(MachineView view, int task) {
        boolean between = view.idle(task) || view.logLength(task) == 0;
        return between && ledger.takenPage(view, task) >= 0
                ? KernelStep.FastRecord.ordinal()
                : Projection.place(view, task);
    }

    /** What a walk has been asked for; of who is about to free, only the page. */
    private ImmutableLongArray locals(MachineView view) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(program.tasks() * FIELDS);
        for (int task = 0; task < program.tasks(); task++) {
            boolean between = view.idle(task) || view.logLength(task) == 0;
            if (between && ledger.takenPage(view, task) >= 0) {
                words.add(ledger.takenPage(view, task))
                        .add(ledger.isTakenPin(view, task) ? 1 : 0)
                        .add(ledger.takenPages(view, task));
            } else if (!between && ((CountOperation) view.operation(task)).call() instanceof CountCall.Take take) {
                words.add(take.page()).add(take.pin() ? 1 : 0).add(take.size().pages());
            } else {
                words.add(between ? NO_PAGE : ledger.freeing(view, task)).add(0).add(0);
            }
        }
        return words.build();
    }

    private static Value local(ImmutableLongArray words, int at) {
        return Value.record(Map.of(
                "p", Value.of(words.get(at)),
                "k", Value.of(words.get(at + 1) != 0 ? "PIN" : "GET"),
                "n", Value.of(words.get(at + 2))));
    }

    private ImmutableLongArray ledger(MachineView view, boolean pin) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(program.tasks() * pages);
        for (int task = 0; task < program.tasks(); task++) {
            for (int page = 0; page < pages; page++) {
                words.add(ledger.held(view, task, pin, page));
            }
        }
        return words.build();
    }
}
