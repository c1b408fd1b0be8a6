package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecStepper.FalseConjunct;

/**
 * The code did what the specification forbids: why a step is not allowed.
 *
 * @param kind in one word
 * @param action the step that was observed
 * @param differences against the nearest state the specification allows; of the start, against the nearest initial state
 * @param nearest the enabled action that leads to that state; empty at the start
 * @param enabled every action enabled there, in the specification's order
 * @param falseConjunct what keeps the observed action from being enabled
 * @param missing the one step that, put before the observed one, would make it conform
 */
public record Refusal(
        Kind kind,
        Optional<ActionCall> action,
        ImmutableList<Difference> differences,
        Optional<ActionCall> nearest,
        ImmutableList<ActionCall> enabled,
        Optional<FalseConjunct> falseConjunct,
        Optional<ActionCall> missing)
        implements Reason {}
