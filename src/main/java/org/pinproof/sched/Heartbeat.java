package org.pinproof.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counts steps so that another thread can see whether there are any. */
public final class Heartbeat {

    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Heartbeat.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long count;

    // opaque: the watchdog must see it grow, and nothing is published with it
    void beat() {
        COUNT.setOpaque(this, count + 1);
    }

    /** {@return how many steps there were; may be asked by any thread} */
    public long count() {
        return (long) COUNT.getOpaque(this);
    }
}
