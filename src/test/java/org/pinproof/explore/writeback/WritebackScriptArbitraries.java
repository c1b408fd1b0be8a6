package org.pinproof.explore.writeback;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.pinproof.explore.writeback.WritebackCall.Kind;
import org.pinproof.kernel.writeback.WbPolicy;

/**
 * Arbitrary scripts: any, and those whose tasks keep to what drivers have to.
 *
 * <p>A task that keeps to it either holds the page (pins it, lets a device at it or stores to it by itself, stops the device, marks
 * what it has stored, releases), or is a CPU, a device or the kernel. Scripts shrink towards fewer tasks and calls.
 */
final class WritebackScriptArbitraries {
    private static final int MOST_TASKS = 4;
    private static final int MOST_CALLS = 3;

    /** What a driver does between taking the page and giving it back; a device is stopped if it was let at the page. */
    private static final ImmutableList<Kind> USES = ImmutableList.of(Kind.KMAP, Kind.DMA, Kind.DMA_STOP, Kind.DEVICE);

    private static final ImmutableList<Kind> OTHERS = ImmutableList.of(
            Kind.FLUSH,
            Kind.FSYNC,
            Kind.RECLAIM,
            Kind.ZAP,
            Kind.FAULT,
            Kind.FILL,
            Kind.STORE,
            Kind.DEVICE,
            Kind.TRUNCATE,
            Kind.WRITE_BUFFER);

    /** Stores through pins, and unmapping. */
    private static final ImmutableSet<Kind> NOT_WITH_BLIND_WRITES = ImmutableSet.of(Kind.KMAP, Kind.DMA, Kind.ZAP);

    private WritebackScriptArbitraries() {}

    /** {@return scripts of any calls, with or without a mutant} */
    static Arbitrary<WritebackScript> any() {
        Arbitrary<ImmutableList<ImmutableList<WritebackCall>>> tasks = calls().list()
                .ofMaxSize(MOST_CALLS)
                .map(ImmutableList::copyOf)
                .list()
                .ofMinSize(1)
                .ofMaxSize(WritebackScript.MOST_TASKS)
                .map(ImmutableList::copyOf);
        return Combinators.combine(
                        Arbitraries.of(WbPolicy.class), shapes(), tasks, Arbitraries.of(WritebackMutant.class))
                .as((policy, shape, calls, mutant) -> new WritebackScript(shape.apply(policy, true), calls, mutant));
    }

    /** {@return any calls} */
    static Arbitrary<WritebackCall> calls() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 1))
                .as(WritebackScriptArbitraries::call);
    }

    /**
     * {@return scripts of correct drivers, of which the policy promises that nothing is violated}
     *
     * <p>KEEP_DIRTY promises no stable pages, SKIP no fsync; NONE and DENY nothing about short-term pins: under NONE nobody
     * pins a file's page, under DENY all pins are long-term. Plain references store nothing. A driver that follows the
     * notifier stores only to a file's page, whose entry is dirty for it. Where a file system writes buffers by itself, which
     * asks nobody under any policy, nothing is stored through pins, and nothing is unmapped: see {@link
     * WritebackSoundnessTest}.
     */
    static Arbitrary<WritebackScript> sound() {
        return Combinators.combine(Arbitraries.of(WbPolicy.class), shapes()).flatAs((policy, shapes) -> {
            WritebackShape shape = shapes.apply(policy, policy != WbPolicy.KEEP_DIRTY);
            return task(shape)
                    .list()
                    .ofMinSize(2)
                    .ofMaxSize(MOST_TASKS)
                    .map(tasks -> new WritebackScript(shape, withoutBlindWrites(tasks), WritebackMutant.NONE));
        });
    }

    private static ImmutableList<ImmutableList<WritebackCall>> withoutBlindWrites(
            List<ImmutableList<WritebackCall>> tasks) {
        boolean guarded =
                tasks.stream().flatMap(List::stream).anyMatch(call -> NOT_WITH_BLIND_WRITES.contains(call.kind()));
        return tasks.stream()
                .map(calls -> calls.stream()
                        .filter(call -> !guarded || call.kind() != Kind.WRITE_BUFFER)
                        .collect(ImmutableList.toImmutableList()))
                .collect(ImmutableList.toImmutableList());
    }

    private static Arbitrary<BiFunction<WbPolicy, Boolean, WritebackShape>> shapes() {
        return Combinators.combine(
                        Arbitraries.of(false, true),
                        Arbitraries.of(false, true),
                        Arbitraries.of(WritebackShape.Layout.class))
                .as((stable, notifier, layout) ->
                        (policy, mayBeStable) -> new WritebackShape(policy, stable && mayBeStable, notifier, layout));
    }

    private static WritebackCall call(Kind kind, int half) {
        return new WritebackCall(kind, kind.stores() ? half : 0);
    }

    private static Arbitrary<ImmutableList<WritebackCall>> task(WritebackShape shape) {
        Arbitrary<Integer> half = Arbitraries.integers().between(0, 1);
        ImmutableList<Kind> others = OTHERS.stream()
                .filter(kind -> kind != Kind.FSYNC || shape.policy() != WbPolicy.SKIP)
                .collect(ImmutableList.toImmutableList());
        Arbitrary<ImmutableList<WritebackCall>> other = Combinators.combine(Arbitraries.of(others), half)
                .as(WritebackScriptArbitraries::call)
                .list()
                .ofMinSize(1)
                .ofMaxSize(MOST_CALLS)
                .map(ImmutableList::copyOf);
        Arbitrary<ImmutableList<WritebackCall>> holder = Combinators.combine(
                        Arbitraries.of(takes(shape)),
                        Combinators.combine(Arbitraries.of(USES), half)
                                .as(WritebackScriptArbitraries::call)
                                .list()
                                .ofMaxSize(MOST_CALLS))
                .as(WritebackScriptArbitraries::holder);
        return Arbitraries.oneOf(holder, other);
    }

    private static ImmutableList<Kind> takes(WritebackShape shape) {
        boolean file = shape.layout() != WritebackShape.Layout.LAZYFREE;
        ImmutableList.Builder<Kind> takes = ImmutableList.builder();
        if (shape.policy() == WbPolicy.DENY) {
            takes.add(Kind.PIN_LONGTERM);
        } else if (shape.policy().asks() || !file) {
            takes.add(Kind.PIN, Kind.PIN_LONGTERM);
        }
        takes.add(Kind.GET);
        if (file && shape.notifier()) {
            takes.add(Kind.ODP);
        }
        return takes.build();
    }

    /** The uses made correct: nothing is stored through a plain reference, and the device is stopped before the release. */
    private static ImmutableList<WritebackCall> holder(Kind take, List<WritebackCall> uses) {
        boolean pins = take == Kind.PIN || take == Kind.PIN_LONGTERM;
        List<WritebackCall> calls = new ArrayList<>(List.of(WritebackCall.of(take)));
        if (pins) {
            calls.addAll(uses);
            if (uses.contains(WritebackCall.of(Kind.DMA))) {
                calls.add(WritebackCall.of(Kind.DMA_STOP));
            }
        }
        calls.add(WritebackCall.of(pins ? Kind.UNPIN_DIRTY : Kind.PUT));
        return ImmutableList.copyOf(calls);
    }
}
