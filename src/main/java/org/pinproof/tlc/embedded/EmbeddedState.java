package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableList;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;

/**
 * TLC's state with its values converted when asked for. Fingerprinted, and so normalized, before another thread sees it;
 * the memo may be filled twice by two threads, with equal values.
 */
final class EmbeddedState implements SpecState {
    private final TLCState state;
    private final long fingerprint;
    private final Variables variables;
    private final Value[] converted;

    /** @param from the state before, whose conversions are taken over for variables that did not change; or null */
    EmbeddedState(TLCState state, Variables variables, EmbeddedState from) {
        this.state = state;
        this.variables = variables;
        this.fingerprint = variables.fingerprint(state);
        this.converted = new Value[variables.count()];
        if (from != null) {
            takeOver(from);
        }
    }

    /**
     * {@return the state after a step}
     *
     * @param by the step's name, for the message that it gives a variable no value
     */
    static EmbeddedState complete(TLCState state, Variables variables, EmbeddedState from, String by) {
        if (!state.allAssigned()) {
            throw new SpecException("a step must give every variable a value; " + by + " leaves some without: " + state
                    + "; add them to UNCHANGED");
        }
        return new EmbeddedState(state, variables, from);
    }

    /** {@return the states after a step, as {@link #complete(TLCState, Variables, EmbeddedState, String)} has each} */
    static ImmutableList<SpecState> complete(StateVec found, Variables variables, EmbeddedState from, String by) {
        ImmutableList.Builder<SpecState> states = ImmutableList.builder();
        for (int i = 0; i < found.size(); i++) {
            states.add(complete(found.elementAt(i), variables, from, by));
        }
        return states.build();
    }

    /** {@return the state as one of this package's, which it must be} */
    static EmbeddedState of(SpecState state, String module) {
        if (state instanceof EmbeddedState mine) {
            return mine;
        }
        throw new SpecException("a state belongs to the specification that made it; this one is not of " + module);
    }

    private void takeOver(EmbeddedState from) {
        for (int i = 0; i < converted.length; i++) {
            if (from.converted[i] != null && variables.value(state, i) == variables.value(from.state, i)) {
                converted[i] = from.converted[i];
            }
        }
    }

    TLCState state() {
        return state;
    }

    @Override
    public Value get(String variable) {
        int index = variables.indexOf(variable);
        if (index < 0) {
            throw new SpecException("a state has the specification's variables; there is no " + variable + " among "
                    + variables.names());
        }
        Value known = converted[index];
        if (known == null) {
            known = ValueConversion.toValue(variables.value(state, index));
            converted[index] = known;
        }
        return known;
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof EmbeddedState that && fingerprint == that.fingerprint && state.equals(that.state));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        variables
                .names()
                .forEach(name -> text.append("/\\ ")
                        .append(name)
                        .append(" = ")
                        .append(get(name))
                        .append('\n'));
        return text.toString();
    }
}
