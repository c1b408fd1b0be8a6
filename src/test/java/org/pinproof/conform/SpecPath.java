package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.pinproof.explore.EdgeListener;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.Run;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.SpecStepper;
import org.pinproof.trace.Value;

/**
 * The states of the specification along one run, ghosts included, found by asking for successors step by step: a second, plainer
 * opinion beside {@link Conformance}, and what invariants can be asked of one at a time.
 */
final class SpecPath implements EdgeListener<SpecState> {
    private final SpecStepper spec;
    private final GupMapping mapping;
    private final GupActions actions;
    private final List<SpecState> states = new ArrayList<>();
    private GupActions.Pending pending;

    private SpecPath(SpecStepper spec, GupProgram program) {
        this.spec = spec;
        this.mapping = new GupMapping(program);
        this.actions = new GupActions(program);
    }

    /** {@return the states, the initial one first; fails where the specification does not follow} */
    static List<SpecState> of(Run run) {
        Run padded = run.padded();
        GupProgram program = new GupProgram(padded.script());
        SpecPath path = new SpecPath(SpecsAtHand.of(padded.script()), program);
        padded.explore(program, path);
        return Collections.unmodifiableList(path.states);
    }

    @Override
    public SpecState initial(MachineView machine) {
        return only("the initial state", spec.initialStates(), mapping.project(machine));
    }

    @Override
    public void before(SpecState tag, Machine machine, int task) {
        pending = actions.pending(machine, task);
    }

    @Override
    public SpecState after(SpecState tag, Machine machine, int task) {
        var action = actions.taken(pending, machine);
        return only(action.toString(), spec.successors(tag, action), mapping.project(machine));
    }

    private SpecState only(String step, List<SpecState> allowed, ImmutableSortedMap<String, Value> observed) {
        List<SpecState> matching = allowed.stream()
                .filter(state -> shows(state, observed))
                .distinct()
                .toList();
        assertEquals(
                1,
                matching.size(),
                () -> "states that the specification allows after " + step + ", step " + states.size()
                        + ", and that look like " + observed);
        states.add(matching.get(0));
        return matching.get(0);
    }

    private static boolean shows(SpecState state, Map<String, Value> observed) {
        return observed.entrySet().stream().allMatch(entry -> entry.getValue().equals(state.get(entry.getKey())));
    }
}
