package org.pinproof.tlc;

import java.util.List;
import java.util.Optional;
import org.pinproof.trace.Value;

/**
 * A specification that can be stepped: what it allows from a state, asked of TLC in process.
 *
 * <p>Safe for several threads. The lists have TLC's order, which is the same in every run.
 */
public interface SpecStepper extends AutoCloseable {

    /** {@return the root module's name} */
    String module();

    /** {@return the specification's variables, in the order of declaration} */
    List<String> variables();

    /** {@return every action of Next with every binding of its parameters} */
    List<ActionCall> actions();

    /** {@return the named invariants of the cfg, in its order} */
    List<String> invariants();

    /** {@return the initial states} */
    List<SpecState> initialStates();

    /** {@return the states one step of this action away; empty if it is disabled} */
    List<SpecState> successors(SpecState state, ActionCall action);

    /** {@return the actions with at least one successor here} */
    List<ActionCall> enabled(SpecState state);

    /** {@return the first invariant of the cfg, in its order, that is false here} */
    Optional<String> violatedInvariant(SpecState state);

    /** {@return whether the named state predicate of the module is true here} */
    boolean holds(String operator, SpecState state);

    /** {@return the value of a constant as the cfg fixed it} */
    Value constant(String name);

    /** {@return the text and place of the first conjunct of the action's guard that is false here, if one is} */
    Optional<FalseConjunct> firstFalseConjunct(SpecState state, ActionCall action);

    /**
     * @param text the conjunct as it stands in the module
     * @param place module and line, for people
     */
    record FalseConjunct(String text, String place) {}

    @Override
    void close();
}
