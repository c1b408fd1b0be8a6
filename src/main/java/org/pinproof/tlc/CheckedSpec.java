package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Optional;

/** A stepped specification together with everything else its cfg asks of TLC, so that TLC's search can be repeated. */
public interface CheckedSpec extends SpecStepper {

    /** {@return the root module and every module that it extends, directly or not} */
    ImmutableSortedSet<String> modules();

    /**
     * All steps from a state, in TLC's order: actions as Next lists them, then TLC's order of successors. Not filtered by
     * constraints, and with repetitions.
     */
    Expansion expand(SpecState state);

    /** {@return whether the CONSTRAINTs hold here} */
    boolean withinConstraints(SpecState state);

    /** {@return whether the ACTION_CONSTRAINTs hold of this step} */
    boolean withinActionConstraints(SpecState from, SpecState to);

    /** {@return the first PROPERTY whose initial predicate is false here} */
    Optional<String> violatedInitialProperty(SpecState state);

    /** {@return the first PROPERTY whose action part, a {@code [][A]_v}, is false of this step} */
    Optional<String> violatedActionProperty(SpecState from, SpecState to);

    /** {@return whether TLC would report a state without successors} */
    boolean checksDeadlock();

    /** {@return the names after PROPERTY in the cfg, in its order} */
    List<String> properties();

    /** {@return how TLC splits Next, one entry per TLC action, for a lint of the specification's style} */
    List<ActionShape> shapes();

    /**
     * @param action index into {@link #actions()}
     * @param state the state after the step
     */
    record Successor(int action, SpecState state) {}

    /**
     * @param successors the steps found
     * @param failure set if evaluating a later action failed; the steps before it stand
     */
    record Expansion(ImmutableList<Successor> successors, Optional<SpecException> failure) {}

    /**
     * @param operator the operator TLC names the action by
     * @param isNext whether that operator is the next-state relation itself, which hides the action's name
     * @param unbound formal parameters that TLC could not bind to a constant
     * @param place module and line
     */
    record ActionShape(String operator, boolean isNext, ImmutableList<String> unbound, String place) {}
}
