package org.pinproof.sched;

/** Finds the line of code under check that the engine is being called from. */
final class Locator {

    private Locator() {}

    static SourceLocation caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isEngine(frame.getClassName()))
                        .findFirst()
                        .map(frame -> new SourceLocation(
                                frame.getClassName(),
                                frame.getMethodName(),
                                frame.getFileName(),
                                frame.getLineNumber()))
                        .orElseThrow());
    }

    private static boolean isEngine(String className) {
        return className.equals(Locator.class.getName()) || className.equals(SimMemory.class.getName());
    }
}
