package org.pinproof.conform;

import java.util.Optional;

/**
 * A script, and whose it is.
 *
 * @param text in the form in which the rung prints it
 * @param scenario the scenario, if it was asked for by name, with or without a mutant planted
 */
public record RungScript(Rung rung, String text, Optional<Scenario> scenario) {}
