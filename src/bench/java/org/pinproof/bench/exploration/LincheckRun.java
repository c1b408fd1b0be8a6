package org.pinproof.bench.exploration;

import java.lang.management.ManagementFactory;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * What Lincheck's general mode made of a program.
 *
 * @param found whether it found a failure; not finding one is reported as success
 * @param executions how many it ran, counted by the threads that the program started; includes the one or two in which a failure
 *     is run again for its picture
 * @param seconds time it took
 */
record LincheckRun(boolean found, long executions, double seconds) {

    double perSecond() {
        return executions / seconds;
    }

    /** Runs the program up to so many times. */
    static LincheckRun of(LincheckPrograms.Spec program, int mostExecutions) {
        // Lincheck does not tell how many executions it ran, and undoes what an execution does to static fields; the
        // JVM's
        // own count of started threads is out of its reach.
        long threadsBefore = threadsStarted();
        long begin = System.nanoTime();
        boolean found = false;
        try {
            Lincheck.runConcurrentTest(mostExecutions, program.body());
        } catch (LincheckAssertionError failure) {
            found = true;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new LincheckRun(found, (threadsStarted() - threadsBefore) / program.threads(), seconds);
    }

    private static long threadsStarted() {
        return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    }
}
