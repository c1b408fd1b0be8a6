package org.pinproof.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;

/**
 * One pass through the pages before anything is timed: whether the code does what is going to be measured, and how often it
 * adds to a count.
 *
 * @param covered pages that a thread's calls took
 * @param calls they took
 * @param grabs how often the fast path added to a count for that; 0 of the slow one, which does so under a lock
 */
public record Rehearsal(int covered, int calls, long grabs) {

    /** {@return what one pass of the first thread comes to} */
    public static Rehearsal of(GupCommand command, Workload workload) {
        return of(command, workload, FastGup::new);
    }

    /** @throws NotPinnedException if a page does not look pinned in between */
    static Rehearsal of(GupCommand command, Workload workload, MappedPages.FastWalker walker) {
        LongAdder grabs = new LongAdder();
        MappedPages mapped = new MappedPages(workload, walker, memory -> counting(memory, grabs));
        GupLoop loop = new GupLoop(mapped, command, workload, 0);
        int covered = loop.get();
        int calls = loop.calls();
        loop.verify();
        loop.put();
        return new Rehearsal(covered, calls, grabs.sum());
    }

    private static Memory counting(Memory memory, LongAdder grabs) {
        return (Memory) Proxy.newProxyInstance(
                Memory.class.getClassLoader(), new Class<?>[] {Memory.class}, (self, method, args) -> {
                    if (method.getName().equals("addIntUnlessZero") && args[0] == KernelStep.FastGrab) {
                        grabs.increment();
                    }
                    try {
                        return method.invoke(memory, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
