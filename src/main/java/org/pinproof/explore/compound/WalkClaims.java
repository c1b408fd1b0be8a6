package org.pinproof.explore.compound;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;

/**
 * What can be said of a walk from its script alone: who walks alone is fast, and nobody is handed a page that no entry named
 * where it looked. The second only of small pages, whose entries the script gives one by one.
 */
final class WalkClaims {
    private final CompoundProgram program;
    private final boolean alone;
    private final List<BitSet> named = new ArrayList<>();

    WalkClaims(CompoundProgram program) {
        this.program = program;
        List<? extends List<CompoundCall>> tasks = program.script().tasks();
        this.alone = program.script().shape().layout() != CompoundShape.Layout.ZERO
                && tasks.size() == 1
                && tasks.get(0).stream().allMatch(WalkClaims::leavesEntriesAlone);
        boolean small = program.script().shape().layout() == CompoundShape.Layout.ORDER0;
        for (List<CompoundCall> calls : tasks) {
            named.add(named(tasks, calls, small));
        }
    }

    private static boolean leavesEntriesAlone(CompoundCall call) {
        return call instanceof CompoundCall.Plain plain
                && !(plain.call() instanceof GupCall.Zap
                        || plain.call() instanceof GupCall.Clean
                        || plain.call() instanceof GupCall.Map);
    }

    private BitSet named(List<? extends List<CompoundCall>> tasks, List<CompoundCall> calls, boolean small) {
        BitSet frames = new BitSet();
        if (!small) {
            frames.set(0, program.script().shape().frames());
        }
        for (int vpn = 0; vpn < program.script().shape().frames(); vpn++) {
            int looked = vpn;
            if (calls.stream().anyMatch(call -> looksAt(call, looked))) {
                frames.set(vpn);
                tasks.stream().flatMap(List::stream).forEach(call -> {
                    if (call instanceof CompoundCall.Plain plain
                            && plain.call() instanceof GupCall.Map map
                            && map.vpn() == looked) {
                        frames.set(map.pfn());
                    }
                });
            }
        }
        return frames;
    }

    private static boolean looksAt(CompoundCall call, int vpn) {
        if (!(call instanceof CompoundCall.Plain plain)) {
            return false;
        }
        return plain.call() instanceof GupCall.Pin pin && pin.vpn() <= vpn && vpn < pin.vpn() + pin.nr()
                || plain.call() instanceof GupCall.Get get && get.vpn() <= vpn && vpn < get.vpn() + get.nr();
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        if (alone && !now.idle(0) && now.pendingStep(0) == KernelStep.SlowFollow) {
            return "NeverSlow: " + now.program().taskName(0) + " walks alone, and is left to the slow path";
        }
        for (int task = 0; task < named.size(); task++) {
            for (int pfn = 0; pfn < program.script().shape().frames(); pfn++) {
                boolean held = program.holdings().held(now, task, true, pfn) > 0
                        || program.holdings().held(now, task, false, pfn) > 0;
                if (held && !named.get(task).get(pfn)) {
                    return "UseAfterFree: " + now.program().taskName(task) + " was handed frame " + pfn
                            + ", which was never mapped where it looked";
                }
            }
        }
        return null;
    }
}
