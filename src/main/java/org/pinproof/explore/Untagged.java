package org.pinproof.explore;

import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;

/** The listener of an exploration that nobody listens to. */
enum Untagged implements EdgeListener<Void> {
    INSTANCE;

    @Override
    public Void initial(MachineView machine) {
        return null;
    }

    @Override
    public Void after(Void tag, Machine machine, int task) {
        return null;
    }
}
