package org.pinproof.explore.count;

import org.pinproof.kernel.gup.PinQuery;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;

/**
 * What must hold of every state, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's invariants; the limit is that of one task, which has nobody to race with.
 * {@code NoOverflow} is stronger than the specification's: it counts what was admitted and is not yet added as well.
 */
final class CountInvariants {
    private static final long BIASES_IN_WORD = (1L << Integer.SIZE) / Refcount.GUP_PIN_COUNTING_BIAS;

    private final CountProgram program;
    private final CountLedger ledger;
    private final PinQuery query;

    CountInvariants(CountProgram program) {
        this.program = program;
        this.ledger = program.ledger();
        // Asked of counts, not of memory.
        this.query = program.script().mutant().parts().query(null, program.world());
    }

    /**
     * What is held of a page: pages pinned and plain references, with what is taken and not yet kept, and mappings.
     *
     * @param admitted pages that will be pinned as soon as somebody who has looked at the limit goes on
     */
    private record Sum(long pinned, long admitted, long plain, boolean established, long least, boolean freeing) {}

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        for (int page = 0; page < program.script().maps().size(); page++) {
            String wrong = violation(now, page);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private Sum sum(MachineView now, int page) {
        long pinned = 0;
        long admitted = 0;
        long plain = now.intCell(program.world().maps().maps(page));
        boolean established = false;
        long least = 0;
        boolean freeing = false;
        for (int task = 0; task < program.tasks(); task++) {
            int pins = ledger.held(now, task, true, page);
            int gets = ledger.held(now, task, false, page);
            pinned += pins;
            plain += gets;
            established |= pins > 0;
            least = Math.min(least, Math.min(pins, gets));
            freeing |= ledger.freeing(now, task) == page;
            admitted += ledger.admitted(now, task, page);
            if (ledger.takenPage(now, task) == page) {
                pinned += ledger.isTakenPin(now, task) ? ledger.takenPages(now, task) : 0;
                plain += ledger.isTakenPin(now, task) ? 0 : ledger.takenPages(now, task);
            }
        }
        return new Sum(pinned, admitted, plain, established, least, freeing);
    }

    private String violation(MachineView now, int page) {
        Sum sum = sum(now, page);
        int count = now.intCell(program.world().frames().refcount(page));
        boolean free = now.intCell(program.world().frames().free(page)) != 0;
        String held = ": page " + page + " has count " + count + ", " + sum.pinned() + " pages pinned and "
                + sum.plain() + " plain references";
        if (sum.least() < 0) {
            return "TypeOK" + held + ", and somebody holds " + sum.least();
        }
        if (free && (count != 0 || sum.pinned() != 0 || sum.plain() != 0 || sum.freeing())) {
            return "NoFreeWhileHeld" + held + ", and is free" + (sum.freeing() ? " and about to be freed" : "");
        }
        if (count == 0 && !free && !sum.freeing()) {
            return "NoLeak" + held + ", and nobody frees it";
        }
        if (sum.pinned() + sum.admitted() + sum.plain() / Refcount.GUP_PIN_COUNTING_BIAS >= BIASES_IN_WORD) {
            return "NoOverflow" + held + ", and " + sum.admitted() + " more are admitted: the word cannot say that";
        }
        if (sum.established() && !query.isPinned(count)) {
            return "NoFalseNegative" + held + ", and does not look pinned";
        }
        if ((int) (sum.pinned() * Refcount.GUP_PIN_COUNTING_BIAS + sum.plain()) != count) {
            return "RefcountConservation" + held;
        }
        if (program.tasks() == 1 && sum.pinned() > BIASES_IN_WORD / 2) {
            return "AtMostTheBound" + held + ": more than the limit admits";
        }
        return null;
    }
}
