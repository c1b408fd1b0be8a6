package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.FltDequeue;
import static org.pinproof.kernel.mm.KernelStep.FltWait;
import static org.pinproof.kernel.mm.KernelStep.IoComplete;
import static org.pinproof.kernel.mm.KernelStep.SigKill;
import static org.pinproof.kernel.mm.KernelStep.SlowSignal;
import static org.pinproof.kernel.mm.KernelStep.UffdWake;

/**
 * Who sleeps in a fault, and for what: a user who resolves it, or a page that is being read. One word for each task, which
 * carries its fatal signal as well, so that one look tells the sleeper both; all queues have one lock.
 *
 * <pre>
 *  31 30 29        9 8 7              0
 * +--+--+-----------+-+----------------+
 * | 0| K|     0     |R| vpn + 1, or 0  |   K a fatal signal is pending; R it waits for a read
 * +--+--+-----------+-+----------------+
 * </pre>
 *
 * <p>Whoever sleeps does so for one of the first 255 pages. Source: {@code fs/userfaultfd.c::struct userfaultfd_wait_queue}, {@code mm/filemap.c::folio_wait_table}, {@code
 * include/linux/sched/signal.h::fatal_signal_pending}.
 */
public final class Sleepers {
    private static final int CHANNEL = 0x1ff;
    private static final int READ = 1 << 8;
    private static final int KILLED = 1 << 30;

    private final int[] words;
    private final int[] reading;
    private final int lock;

    /**
     * Lays out the tasks' words, all awake, and the pages that are being read.
     *
     * @param reading for each vpn whether its page has still to be read
     */
    public Sleepers(MemoryLayout layout, int tasks, boolean... reading) {
        words = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            words[task] = layout.intCell("sleep[" + task + "]", 0);
        }
        this.reading = new int[reading.length];
        for (int vpn = 0; vpn < reading.length; vpn++) {
            this.reading[vpn] = layout.intCell("reading[" + vpn + "]", reading[vpn] ? 1 : 0);
        }
        lock = layout.intCell("queue_lock", 0);
    }

    /** {@return the int cell of what this task sleeps for} */
    public int word(int task) {
        return words[task];
    }

    /** {@return the int cell that is 1 while the page that belongs there is being read} */
    public int reading(int vpn) {
        return reading[vpn];
    }

    /** {@return whether a task of this word sleeps} */
    public static boolean isQueued(int word) {
        return (word & CHANNEL) != 0;
    }

    /** {@return whether a task of this word, which sleeps, waits for a read} */
    public static boolean isForRead(int word) {
        return (word & READ) != 0;
    }

    /** {@return where a task of this word, which sleeps, has faulted} */
    public static int vpn(int word) {
        return (word & (READ - 1)) - 1;
    }

    /** {@return whether a task of this word has a fatal signal pending} */
    public static boolean isKilled(int word) {
        return (word & KILLED) != 0;
    }

    /** {@return whether this task is to die} */
    public boolean isKilled(Memory memory, int task) {
        // opaque: a signal that is missed here is seen at the next look, and ends every wait.
        return isKilled(memory.getIntOpaque(SlowSignal, words[task]));
    }

    /** @throws IllegalArgumentException if the word has no room for this page: it would be taken for another's, or a read's */
    private static int channel(int vpn) {
        if (vpn + 1 >= READ) {
            throw new IllegalArgumentException("nobody can sleep for page " + vpn);
        }
        return vpn + 1;
    }

    /** Puts the task on the queue of those whom a user wakes; the fault's section is the look whether there is need. */
    void queueForUser(LockedMemory fault, int task, int vpn) {
        fault.locked(lock, queue -> queue.getAndAddInt(words[task], channel(vpn)));
    }

    /** Puts the task on the queue of the page that is being read; {@return whether it still is} */
    boolean queueForRead(LockedMemory fault, int task, int vpn) {
        return fault.locked(lock, queue -> {
                    if (queue.getInt(reading[vpn]) == 0) {
                        return 0;
                    }
                    queue.getAndAddInt(words[task], READ | channel(vpn));
                    return 1;
                })
                != 0;
    }

    /**
     * Sleeps until woken, or, if it may be, until killed.
     *
     * @param interruptible a wait with {@code mmap_lock} held is not: it ends without help
     * @return whether the task is still on the queue: killed, and not woken
     */
    boolean sleep(Memory memory, int task, boolean interruptible) {
        // volatile: pairs with the waker's addition under the queue's lock; the page is there when the sleeper looks.
        int word = memory.awaitInt(FltWait, words[task], now -> !isQueued(now) || interruptible && isKilled(now));
        return isQueued(word);
    }

    /** Takes the task off the queue, unless somebody has done so since. */
    void dequeue(Memory memory, int task) {
        memory.locked(FltDequeue, lock, queue -> leave(queue, task));
    }

    /** Wakes who waits for a user there. Source: {@code fs/userfaultfd.c::wake_userfault}. */
    public void wake(Memory memory, int vpn) {
        memory.locked(UffdWake, lock, queue -> wake(queue, vpn + 1));
    }

    /** The page that belongs there was read. Source: {@code mm/filemap.c::folio_unlock}, called by the disk. */
    public void completeRead(Memory memory, int vpn) {
        memory.locked(IoComplete, lock, queue -> {
            queue.setInt(reading[vpn], 0);
            return wake(queue, READ | vpn + 1);
        });
    }

    /** Sends the task a fatal signal, which is never taken back. */
    public void kill(Memory memory, int task) {
        memory.locked(SigKill, lock, queue -> {
            // opaque: all other writers of the bit hold the lock.
            if (!isKilled(queue.getIntOpaque(words[task]))) {
                queue.getAndAddInt(words[task], KILLED);
            }
            return 0;
        });
    }

    private long wake(LockedMemory queue, int channel) {
        for (int task = 0; task < words.length; task++) {
            if ((queue.getIntOpaque(words[task]) & CHANNEL) == channel) {
                leave(queue, task);
            }
        }
        return 0;
    }

    private long leave(LockedMemory queue, int task) {
        int word = words[task];
        // full: what was done before waking is there when the sleeper looks.
        queue.getAndAddInt(word, -(queue.getIntOpaque(word) & CHANNEL));
        return 0;
    }
}
