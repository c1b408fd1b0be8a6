package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.pinproof.tlc.ActionCall;

/**
 * The code did not do what the specification allows.
 *
 * @param kind in one word
 * @param wanted the specification's step; empty at the start, and where the code has a step too many
 * @param instead what the code does there, in words; empty if it took the step and the state differs
 * @param differences where the state after the step differs
 * @param path the actions that lead there
 */
public record Unfollowed(
        Kind kind,
        Optional<ActionCall> wanted,
        String instead,
        ImmutableList<Difference> differences,
        ImmutableList<ActionCall> path)
        implements Reason {}
