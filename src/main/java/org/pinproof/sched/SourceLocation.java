package org.pinproof.sched;

/**
 * The line that made an access.
 *
 * @param className binary name of the class
 * @param method name of the method; {@code lambda$…} inside a lambda
 * @param file source file's name, or null if the class was compiled without
 * @param line line number, or negative if the class was compiled without
 */
public record SourceLocation(String className, String method, String file, int line) {

    /** {@return for example {@code FastGup.java:88 (FastGup.pin)}} */
    @Override
    public String toString() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return (file == null ? "unknown source" : file + ":" + line) + " (" + simple + "." + method + ")";
    }
}
