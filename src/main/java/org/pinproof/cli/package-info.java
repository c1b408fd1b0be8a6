/**
 * The command line: one class per verb, each of which asks, and hands a {@link org.pinproof.report.Report} to be shown.
 *
 * <p>Only {@link org.pinproof.cli.Main#main} ends the JVM. May import everything else of ours; nothing imports it.
 */
package org.pinproof.cli;
