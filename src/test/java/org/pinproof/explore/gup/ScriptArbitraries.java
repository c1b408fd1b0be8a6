package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary scripts: 1 to 4 tasks of up to 4 calls over 1 to 3 frames and 1 or 2 vpns.
 *
 * <p>Calls are drawn without knowing the shape and folded into it afterwards, so that a shape can shrink under calls that stay.
 * They shrink towards fewer tasks, fewer calls, order-0 pages, fewer vpns and frames, and {@code pin(0,1)}.
 */
public final class ScriptArbitraries {
    private static final int MOST_CALLS = 4;
    private static final int MOST_VPNS = 2;
    private static final int MOST_FRAMES = 3;

    /** The kinds of call, the simplest first; a frame is freed by putting what {@code reuse} took. */
    private static final ImmutableList<BiFunction<Drawn, GupShape, GupCall>> KINDS = ImmutableList.of(
            (drawn, shape) -> new GupCall.Pin(drawn.vpn(shape), drawn.pages(shape)),
            (drawn, shape) -> new GupCall.Unpin(drawn.pfn(shape)),
            (drawn, shape) -> new GupCall.Clean(drawn.vpn(shape)),
            (drawn, shape) -> new GupCall.Zap(drawn.vpn(shape)),
            (drawn, shape) -> new GupCall.Get(drawn.vpn(shape), drawn.pages(shape)),
            (drawn, shape) -> new GupCall.Put(drawn.pfn(shape)),
            (drawn, shape) -> new GupCall.Reuse(drawn.pfn(shape)),
            (drawn, shape) -> new GupCall.Map(drawn.vpn(shape), drawn.pfn(shape)));

    private static final ImmutableList<String> NAMES =
            ImmutableList.of("pin", "unpin", "clean", "zap", "get", "put", "reuse", "map");
    private static final int PIN = 0;
    private static final int CLEAN = 2;
    private static final int ZAP = 3;

    private ScriptArbitraries() {}

    /** A call before it knows its shape. */
    private record Drawn(int kind, int where, int what) {
        int vpn(GupShape shape) {
            return where % shape.vpns();
        }

        int pages(GupShape shape) {
            return 1 + what % (shape.vpns() - vpn(shape));
        }

        int pfn(GupShape shape) {
            return (kind == KINDS.size() - 1 ? what : where) % shape.frames();
        }

        Drawn asPin() {
            return new Drawn(PIN, where, what);
        }

        Drawn asRemoval() {
            return new Drawn(kind % 2 == 0 ? CLEAN : ZAP, where, what);
        }

        GupCall in(GupShape shape) {
            return KINDS.get(kind).apply(this, shape);
        }
    }

    /** {@return scripts of the correct walker} */
    public static Arbitrary<GupScript> scripts() {
        return scripts(GupMutant.NONE);
    }

    /** {@return scripts of this walker} */
    public static Arbitrary<GupScript> scripts(GupMutant mutant) {
        Arbitrary<List<List<Drawn>>> tasks =
                drawn().list().ofMaxSize(MOST_CALLS).list().ofMinSize(1).ofMaxSize(GupScript.MOST_TASKS);
        return Combinators.combine(shapes(), tasks)
                .as((shape, drawn) -> GupScript.of(shape, in(shape, drawn)).with(mutant));
    }

    /** {@return scripts whose first task begins with a pin and whose second one begins with what may take the page away} */
    public static Arbitrary<GupScript> races(GupMutant mutant) {
        Arbitrary<List<Drawn>> rest = drawn().list().ofMaxSize(MOST_CALLS - 1);
        Arbitrary<List<Drawn>> walker =
                Combinators.combine(drawn().map(Drawn::asPin), rest).as(ScriptArbitraries::first);
        Arbitrary<List<Drawn>> remover =
                Combinators.combine(drawn().map(Drawn::asRemoval), rest).as(ScriptArbitraries::first);
        Arbitrary<List<List<Drawn>>> others =
                drawn().list().ofMaxSize(MOST_CALLS).list().ofMaxSize(GupScript.MOST_TASKS - 2);
        return Combinators.combine(shapes(), walker, remover, others)
                .as((shape, one, two, more) -> GupScript.of(shape, in(shape, first(one, first(two, more))))
                        .with(mutant));
    }

    private static <T> List<T> first(T first, List<T> rest) {
        return ImmutableList.<T>builder().add(first).addAll(rest).build();
    }

    /** {@return shapes of every layout} */
    public static Arbitrary<GupShape> shapes() {
        return Combinators.combine(
                        Arbitraries.of(GupShape.Layout.class),
                        Arbitraries.integers().between(1, MOST_VPNS),
                        Arbitraries.integers().between(0, MOST_FRAMES - 1))
                .as((layout, vpns, spare) -> new GupShape(layout, Math.min(MOST_FRAMES, vpns + spare), vpns));
    }

    /** {@return calls that fit the largest shape} */
    public static Arbitrary<GupCall> calls() {
        GupShape largest = new GupShape(GupShape.Layout.ORDER0, MOST_FRAMES, MOST_VPNS);
        return drawn().map(drawn -> drawn.in(largest));
    }

    private static Arbitrary<Drawn> drawn() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, KINDS.size() - 1),
                        Arbitraries.integers().between(0, MOST_FRAMES - 1),
                        Arbitraries.integers().between(0, MOST_FRAMES - 1))
                .as(Drawn::new);
    }

    private static List<List<GupCall>> in(GupShape shape, List<List<Drawn>> tasks) {
        return tasks.stream()
                .map(calls -> calls.stream().map(call -> call.in(shape)).collect(Collectors.toList()))
                .collect(Collectors.toList());
    }

    /** {@return the call with its numbers folded into the shape} */
    static GupCall folded(GupCall call, GupShape shape) {
        if (call instanceof GupCall.Pin pin) {
            int vpn = pin.vpn() % shape.vpns();
            return new GupCall.Pin(vpn, Math.min(pin.nr(), shape.vpns() - vpn));
        }
        if (call instanceof GupCall.Get get) {
            int vpn = get.vpn() % shape.vpns();
            return new GupCall.Get(vpn, Math.min(get.nr(), shape.vpns() - vpn));
        }
        if (call instanceof GupCall.Unpin unpin) {
            return new GupCall.Unpin(unpin.pfn() % shape.frames());
        }
        if (call instanceof GupCall.Put put) {
            return new GupCall.Put(put.pfn() % shape.frames());
        }
        if (call instanceof GupCall.Clean clean) {
            return new GupCall.Clean(clean.vpn() % shape.vpns());
        }
        if (call instanceof GupCall.Zap zap) {
            return new GupCall.Zap(zap.vpn() % shape.vpns());
        }
        if (call instanceof GupCall.Map map) {
            return new GupCall.Map(map.vpn() % shape.vpns(), map.pfn() % shape.frames());
        }
        return new GupCall.Reuse(((GupCall.Reuse) call).pfn() % shape.frames());
    }

    /** {@return the number of the call's kind, the simplest being 0} */
    static int kind(GupCall call) {
        return NAMES.indexOf(call.toString().replaceFirst("\\(.*", ""));
    }

    /** {@return the same call with a smaller number, or a simpler kind of call with the same numbers} */
    static Stream<GupCall> smaller(GupCall call) {
        if (call instanceof GupCall.Zap zap) {
            return Stream.of(new GupCall.Zap(0), new GupCall.Clean(zap.vpn()));
        }
        if (call instanceof GupCall.Put put) {
            return Stream.of(new GupCall.Put(0), new GupCall.Unpin(put.pfn()));
        }
        if (call instanceof GupCall.Pin pin) {
            return Stream.of(new GupCall.Pin(0, pin.nr()), new GupCall.Pin(pin.vpn(), 1));
        }
        if (call instanceof GupCall.Get get) {
            return Stream.of(
                    new GupCall.Get(0, get.nr()), new GupCall.Get(get.vpn(), 1), new GupCall.Pin(get.vpn(), get.nr()));
        }
        if (call instanceof GupCall.Map map) {
            return Stream.of(new GupCall.Map(0, map.pfn()), new GupCall.Map(map.vpn(), 0));
        }
        return Stream.of(folded(call, new GupShape(GupShape.Layout.ORDER0, 1, 1)));
    }
}
