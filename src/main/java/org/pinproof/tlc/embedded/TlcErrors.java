package org.pinproof.tlc.embedded;

import java.util.function.Supplier;
import org.pinproof.tlc.SpecException;

/** Turns what TLC throws, classes of this loader that nobody outside can name, into {@link SpecException}. */
final class TlcErrors {
    private TlcErrors() {}

    /** Runs an evaluation; {@code what} completes "TLC cannot ...". */
    static <T> T explained(Supplier<String> what, Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (SpecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SpecException("TLC cannot " + what.get() + ": " + text(e), e);
        } catch (StackOverflowError e) {
            throw new SpecException(
                    "TLC cannot " + what.get() + ": the evaluation recurses too deeply; look for an operator or"
                            + " function that calls itself without end",
                    e);
        }
    }

    static String text(Throwable e) {
        String message = e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
        return oneLine(message);
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
