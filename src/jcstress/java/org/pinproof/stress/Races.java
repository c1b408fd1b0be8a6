package org.pinproof.stress;

import org.openjdk.jcstress.annotations.State;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupWorld;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;

/** The states of the sound suite. Their layouts are shared: a layout is read-only once it is made. */
public final class Races {
    private static final GupWorld ONE_PAGE = RaceWorld.onePage();
    private static final GupWorld COMPOUND = RaceWorld.compoundPage();

    private Races() {}

    /** One page of its own. */
    @State
    public static class OnePage extends RaceWorld {
        public OnePage() {
            this(GupMutant.NONE);
        }

        protected OnePage(GupMutant mutant) {
            super(ONE_PAGE, mutant);
        }
    }

    /** One compound page of two. */
    @State
    public static class Compound extends RaceWorld {
        public Compound() {
            this(GupMutant.NONE);
        }

        protected Compound(GupMutant mutant) {
            super(COMPOUND, mutant);
        }
    }

    /** One page of its own, and a walker that always finds the entry changed, so that every grab is undone. */
    @State
    public static class Undoing extends OnePage {
        private final FastGup undoing = new FastGup(memory(), ONE_PAGE.frames(), ONE_PAGE.mm(), kernel().allocator()) {
            @Override
            protected boolean isEntryUnchanged(int slot, long entry) {
                return false;
            }
        };

        /** {@return whether the page is pinned, which it never is} */
        public final boolean grabAndUndo() {
            return undoing.walk(0, 1, FollFlag.FOLL_WRITE | FollFlag.FOLL_PIN, new int[1]) == 1;
        }
    }
}
