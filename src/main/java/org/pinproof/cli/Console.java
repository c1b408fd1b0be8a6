package org.pinproof.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/**
 * Where a command writes, and how it hears that it should end.
 *
 * @param out for results
 * @param err for messages and progress
 * @param showsProgress whether somebody watches {@code err}
 * @param interrupted true once the user wants to see what was found so far
 */
record Console(PrintWriter out, PrintWriter err, boolean showsProgress, BooleanSupplier interrupted) {}
