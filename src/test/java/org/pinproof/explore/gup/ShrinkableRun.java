package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import org.pinproof.sched.Schedule;

/**
 * Shrinks a run towards fewer tasks, fewer calls, order-0 pages, fewer vpns and frames, smaller arguments, then fewer context
 * switches, fewer steps, and low task numbers first.
 *
 * <p>jqwik's own shrinking takes script and schedule apart, and a schedule means nothing without its script: here a task that goes
 * takes its picks along, and the others keep theirs.
 */
final class ShrinkableRun implements Shrinkable<Run> {
    private final Run run;

    ShrinkableRun(Run run) {
        this.run = run;
    }

    @Override
    public Run value() {
        return run;
    }

    @Override
    public Stream<Shrinkable<Run>> shrink() {
        ShrinkingDistance from = distance();
        return Stream.of(
                        withoutATask(),
                        withoutACall(),
                        smallerShapes(),
                        smallerCalls(),
                        swappedTasks(),
                        otherSchedules())
                .flatMap(candidates -> candidates)
                .map(ShrinkableRun::new)
                .filter(candidate -> candidate.distance().compareTo(from) < 0)
                .map(candidate -> candidate);
    }

    @Override
    public ShrinkingDistance distance() {
        GupScript script = run.script();
        GupShape shape = script.shape();
        Schedule schedule = run.schedule();
        int steps = schedule.steps();
        return ShrinkingDistance.of(
                script.tasks().size(),
                script.tasks().stream().mapToInt(List::size).sum(),
                shape.layout().ordinal(),
                shape.vpns(),
                shape.frames(),
                script.tasks().toString().chars().filter(Character::isDigit).sum(),
                kinds(script),
                schedule.switches(),
                steps,
                IntStream.range(0, steps)
                        .mapToLong(i -> (long) (steps - i) * run.picks().get(i))
                        .sum());
    }

    private Stream<Run> withoutATask() {
        int tasks = run.script().tasks().size();
        return tasks == 1
                ? Stream.empty()
                : IntStream.range(0, tasks).mapToObj(gone -> {
                    List<ImmutableList<GupCall>> left =
                            new ArrayList<>(run.script().tasks());
                    left.remove(gone);
                    return with(
                            run.script().shape(),
                            left,
                            kept(i -> run.picks().get(i) != gone).map(task -> task > gone ? task - 1 : task));
                });
    }

    /** One task's calls after those of another, made by that one. */
    private Stream<Run> joinedTasks() {
        ImmutableList<ImmutableList<GupCall>> tasks = run.script().tasks();
        return IntStream.range(0, tasks.size())
                .boxed()
                .flatMap(gone -> IntStream.range(0, tasks.size())
                        .filter(to -> to != gone)
                        .mapToObj(to -> {
                            List<ImmutableList<GupCall>> left = new ArrayList<>(tasks);
                            left.set(to, ImmutableList.copyOf(Iterables.concat(tasks.get(to), tasks.get(gone))));
                            left.remove((int) gone);
                            return with(
                                    run.script().shape(),
                                    left,
                                    kept(i -> true)
                                            .map(task -> task == gone ? to : task)
                                            .map(task -> task > gone ? task - 1 : task));
                        }));
    }

    private Stream<Run> withoutACall() {
        int[] calls = run.callOfEachStep();
        return eachCall(
                (task, call) -> {
                    List<GupCall> left = new ArrayList<>(run.script().tasks().get(task));
                    left.remove((int) call);
                    return Stream.of(left);
                },
                (task, call) -> kept(i -> run.picks().get(i) != task || calls[i] != call));
    }

    private Stream<Run> smallerCalls() {
        GupShape shape = run.script().shape();
        return eachCall(
                (task, call) -> ScriptArbitraries.smaller(
                                run.script().tasks().get(task).get(call))
                        .filter(smaller -> smaller.isWithin(shape))
                        .map(smaller -> {
                            List<GupCall> calls =
                                    new ArrayList<>(run.script().tasks().get(task));
                            calls.set(call, smaller);
                            return calls;
                        }),
                (task, call) -> kept(i -> true));
    }

    private Stream<Run> eachCall(
            BiFunction<Integer, Integer, Stream<List<GupCall>>> edit, BiFunction<Integer, Integer, IntStream> picks) {
        ImmutableList<ImmutableList<GupCall>> tasks = run.script().tasks();
        return IntStream.range(0, tasks.size())
                .boxed()
                .flatMap(task -> IntStream.range(0, tasks.get(task).size())
                        .boxed()
                        .flatMap(call -> edit.apply(task, call).map(calls -> {
                            List<ImmutableList<GupCall>> edited = new ArrayList<>(tasks);
                            edited.set(task, ImmutableList.copyOf(calls));
                            return with(run.script().shape(), edited, picks.apply(task, call));
                        })));
    }

    private Stream<Run> smallerShapes() {
        GupShape shape = run.script().shape();
        return Stream.concat(
                        Arrays.stream(GupShape.Layout.values())
                                .map(layout -> new GupShape(layout, shape.frames(), shape.vpns())),
                        Stream.of(shape.vpns() - 1, shape.frames() - 1)
                                .filter(fewer -> fewer >= 1)
                                .map(fewer -> new GupShape(shape.layout(), fewer, Math.min(fewer, shape.vpns()))))
                .flatMap(smaller -> smaller.vpns() > 1 || smaller.frames() == shape.frames()
                        ? Stream.of(smaller)
                        : Stream.of(new GupShape(smaller.layout(), shape.frames(), 1), smaller))
                .flatMap(this::inShape);
    }

    /** A walk through a table takes a step more than one through a leaf: each pick is tried twice, too. */
    private Stream<Run> inShape(GupShape shape) {
        List<ImmutableList<GupCall>> folded = run.script().tasks().stream()
                .map(calls -> calls.stream()
                        .map(call -> ScriptArbitraries.folded(call, shape))
                        .collect(ImmutableList.toImmutableList()))
                .toList();
        return IntStream.range(-1, run.picks().length())
                .mapToObj(twice -> with(
                        shape,
                        folded,
                        IntStream.range(0, run.picks().length())
                                .flatMap(i -> IntStream.generate(
                                                () -> run.picks().get(i))
                                        .limit(i == twice ? 2 : 1))));
    }

    /** Simple kinds of call first, and first the tasks that make them. */
    private static long kinds(GupScript script) {
        List<GupCall> calls = script.tasks().stream().flatMap(List::stream).toList();
        return IntStream.range(0, calls.size())
                .mapToLong(i -> (long) (calls.size() - i) * ScriptArbitraries.kind(calls.get(i)))
                .sum();
    }

    private Stream<Run> swappedTasks() {
        return IntStream.range(1, run.script().tasks().size()).mapToObj(task -> {
            List<ImmutableList<GupCall>> swapped = new ArrayList<>(run.script().tasks());
            Collections.swap(swapped, task - 1, task);
            return with(
                    run.script().shape(),
                    swapped,
                    kept(i -> true).map(pick -> pick == task ? task - 1 : pick == task - 1 ? task : pick));
        });
    }

    /** One pick left out, or any stretch of picks moved forward to where its task left off: as a whole, or a pick at a time. */
    private Stream<Run> otherSchedules() {
        int steps = run.picks().length();
        Stream<Run> shorter = IntStream.range(0, steps).mapToObj(gone -> with(kept(i -> i != gone)));
        Stream<Run> joined = IntStream.range(1, steps)
                .boxed()
                .flatMap(from -> Stream.of(stretchEnd(from), from + 1).map(to -> with(movedForward(from, to))));
        return Stream.concat(joined, shorter);
    }

    private int stretchEnd(int from) {
        int to = from;
        while (to < run.picks().length() && run.picks().get(to) == run.picks().get(from)) {
            to++;
        }
        return to;
    }

    private IntStream movedForward(int from, int to) {
        int previous = run.picks().subArray(0, from).lastIndexOf(run.picks().get(from));
        List<Integer> picks = new ArrayList<>(run.picks().asList());
        List<Integer> stretch = picks.subList(from, to);
        List<Integer> moved = List.copyOf(stretch);
        stretch.clear();
        picks.addAll(previous + 1, moved);
        return picks.stream().mapToInt(Integer::intValue);
    }

    private IntStream kept(IntPredicate isKept) {
        return IntStream.range(0, run.picks().length())
                .filter(isKept)
                .map(i -> run.picks().get(i));
    }

    private Run with(IntStream picks) {
        return with(run.script().shape(), run.script().tasks(), picks);
    }

    private Run with(GupShape shape, List<ImmutableList<GupCall>> tasks, IntStream picks) {
        return Run.following(GupScript.of(shape, tasks).with(run.script().mutant()), ImmutableIntArray.copyOf(picks));
    }
}
