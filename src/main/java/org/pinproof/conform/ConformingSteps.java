package org.pinproof.conform;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import org.pinproof.explore.EdgeListener;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * Holds every step of an exploration against the specification: the position in the specification travels with the state of the
 * machine.
 *
 * <p>Serves one machine.
 */
public final class ConformingSteps implements EdgeListener<ConformingSteps.Followed> {
    /** What an objection begins with that is of a step, rather than of an invariant. */
    static final String DIVERGES = "diverges from the specification: ";

    private final Conformance conformance;
    private final SpecifiedCode code;
    private final ImmutableSet<String> judged;
    private SpecifiedCode.Pending pending;
    private long steps;

    /**
     * A state of the machine with its place in the specification.
     *
     * @param objection what is wrong with the step that led here, or null
     */
    public record Followed(Conformance.Position position, String objection) {}

    /** Holds executions of this code against this specification. */
    public ConformingSteps(Conformance conformance, SpecifiedCode code) {
        this(conformance, code, ImmutableSet.of());
    }

    /**
     * Holds executions of this code against this specification.
     *
     * @param judged the invariants that count, or none if all do; of a state that breaks several, the specification's first
     */
    public ConformingSteps(Conformance conformance, SpecifiedCode code, ImmutableSet<String> judged) {
        this.conformance = conformance;
        this.code = code;
        this.judged = judged;
    }

    /** {@return how many steps were held against the specification} */
    public long steps() {
        return steps;
    }

    @Override
    public Followed initial(MachineView machine) {
        Conformance.Position position = conformance.begin(code.project(machine));
        return judged(position, "the initial state is none of the specification's");
    }

    @Override
    public void before(Followed tag, Machine machine, int task) {
        pending = code.pending(machine, task);
    }

    @Override
    public Followed after(Followed tag, Machine machine, int task) {
        steps++;
        ActionCall action = pending.taken(machine);
        ImmutableSortedMap<String, Value> observed = code.project(machine);
        Conformance.Position position = conformance.step(tag.position(), action, observed);
        return judged(position, position.isLost() ? refused(tag, action, observed) : null);
    }

    private String refused(Followed tag, ActionCall action, ImmutableSortedMap<String, Value> observed) {
        return action.name() + ": "
                + conformance.explain(tag.position(), action, observed).kind().words();
    }

    private Followed judged(Conformance.Position position, String refusal) {
        return position.isLost()
                ? new Followed(position, DIVERGES + refusal)
                : new Followed(
                        position,
                        conformance
                                .violated(position)
                                .filter(name -> judged.isEmpty() || judged.contains(name))
                                .map(name -> "violates " + name)
                                .orElse(null));
    }

    @Override
    public String objection(Followed tag) {
        return tag.objection();
    }

    // The code's state does not determine the ghosts, so the same state is another one at another position.
    @Override
    public long identity(Followed tag) {
        return tag.position().identity();
    }
}
