package org.pinproof.explore.fork;

import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/**
 * What each task holds, in its registers, and which address it got it from.
 *
 * <pre>
 *   0 .. F-1     pins to write, of each frame     established: handed out and not yet released
 *   F .. 2F-1    pins to read
 *   2F .. 3F-1   plain references
 *   3F .. 4F-1   1 + the vpn that the last hold is of; 0 if it need not be what any shows
 *   4F .. 5F-1   the address space that the last hold is of
 * </pre>
 *
 * <p>Weaker than the specification's bonds, for it has registers and cells only: a plain reference to read never has an address
 * whose content it is to be, which the specification gives it if the page is exclusive; once a page has been shared, a plain
 * reference has none until the frame is allocated anew, also one taken after a reuse has made the page exclusive again; and of two
 * holds of one frame the last one's address counts, in the specification the first one's.
 */
public final class ForkLedger {
    /** What can be held. */
    public enum Hold {
        /** Pins to write. */
        PINS,
        /** Pins to read. */
        READS,
        /** Plain references. */
        GETS
    }

    private static final int GOAL = 3;
    private static final int FROM = 4;
    private static final int FIELDS = 5;

    private final PrivateMapping mapping;
    private final int frames;

    ForkLedger(PrivateMapping mapping) {
        this.mapping = mapping;
        frames = mapping.pages().frames().size();
    }

    int registers() {
        return FIELDS * frames;
    }

    /** What a call of this kind takes or gives up. */
    static Hold of(ForkCall.Kind kind) {
        return switch (kind) {
            case PIN, FORCE, UNPIN -> Hold.PINS;
            case READ, UNREAD -> Hold.READS;
            default -> Hold.GETS;
        };
    }

    void take(Registers registers, ForkCall call, int pfn) {
        registers.add(register(of(call.kind()).ordinal(), pfn), 1);
        // A plain reference to read may be to a page that is shared already: it is to see nothing in particular.
        registers.set(register(GOAL, pfn), call.kind() == ForkCall.Kind.PEEK ? 0 : 1 + call.at());
        registers.set(register(FROM, pfn), call.mm());
    }

    void give(Registers registers, ForkCall call) {
        registers.add(register(of(call.kind()).ordinal(), call.at()), -1);
    }

    boolean isHeld(Registers registers, Hold hold, int pfn) {
        return registers.get(register(hold.ordinal(), pfn)) > 0;
    }

    /** {@return how many of this the task has of the frame now} A release under way has given it up with its subtraction. */
    public int held(MachineView view, int task, Hold hold, int pfn) {
        int held = view.committed(task, register(hold.ordinal(), pfn));
        if (view.idle(task) || view.pendingStep(task) != KernelStep.RelFree) {
            return held;
        }
        ForkCall call = ((ForkOperation) view.operation(task)).call();
        return call.kind().releases() && call.at() == pfn && of(call.kind()) == hold ? held - 1 : held;
    }

    /** {@return how many pins the task has of the frame, of both kinds} */
    int pins(MachineView view, int task, int pfn) {
        return held(view, task, Hold.PINS, pfn) + held(view, task, Hold.READS, pfn);
    }

    /** {@return all that the task has of the frame} */
    int all(MachineView view, int task, int pfn) {
        return pins(view, task, pfn) + held(view, task, Hold.GETS, pfn);
    }

    /** {@return the number of the address space by which the task came to the frame} */
    int from(MachineView view, int task, int pfn) {
        return view.committed(task, register(FROM, pfn));
    }

    /**
     * {@return the vpn whose content the hold is to be, or -1 once it need not be any more: it is unmapped or, of a plain reference,
     * the page is shared}
     */
    int goal(MachineView view, int task, int pfn) {
        int mm = from(view, task, pfn);
        int vpn = view.committed(task, register(GOAL, pfn)) - 1;
        return goal(view.intCell(mapping.pages().cut(pfn)), mm, pins(view, task, pfn) > 0, vpn, index(view, pfn));
    }

    private int index(MachineView view, int pfn) {
        return view.intCell(mapping.pages().index(pfn));
    }

    private static int goal(int cut, int mm, boolean pinned, int vpn, int index) {
        boolean owed = vpn >= 0 && !AnonPages.isUnmapped(cut, mm) && (pinned || !AnonPages.isShared(cut));
        // What moves takes its plain references to another address; a pin is to stay where it was taken.
        return !owed ? -1 : pinned || index < 0 ? vpn : index;
    }

    /** What the address shows from now on, which the task's device has stored by way of the page. */
    void stored(LockedMemory bus, Registers registers, int pfn) {
        boolean pinned = isHeld(registers, Hold.PINS, pfn) || isHeld(registers, Hold.READS, pfn);
        int mm = registers.get(register(FROM, pfn));
        int goal = goal(
                bus.getIntOpaque(mapping.pages().cut(pfn)),
                mm,
                pinned,
                registers.get(register(GOAL, pfn)) - 1,
                bus.getIntOpaque(mapping.pages().index(pfn)));
        if (goal >= 0) {
            bus.getAndAddInt(mapping.mm(mm).shown(goal), 1);
        }
    }

    private int register(int field, int pfn) {
        return field * frames + pfn;
    }
}
