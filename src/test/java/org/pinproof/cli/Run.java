package org.pinproof.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;

/** The program run in this JVM, with what it wrote. */
record Run(int exit, String out, String err) {

    static Run of(String... args) {
        return interruptedBy(() -> false, args);
    }

    static Run interruptedBy(BooleanSupplier interrupted, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, interrupted);
        int exit = Main.execute(console, args);
        return new Run(exit, out.toString(), err.toString());
    }
}
