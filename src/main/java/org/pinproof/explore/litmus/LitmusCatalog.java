package org.pinproof.explore.litmus;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.function.Supplier;
import org.pinproof.explore.litmus.GrabVersusClear.Pin;
import org.pinproof.explore.litmus.GrabVersusFree.Grab;
import org.pinproof.sched.Program;

/** The litmus programs by name. */
public final class LitmusCatalog {

    private static final ImmutableMap<String, Supplier<Program>> PROGRAMS =
            ImmutableMap.<String, Supplier<Program>>builder()
                    .put("C_GUP", () -> new GrabVersusClear("C_GUP", Pin.CORRECT))
                    .put("C_UAF", () -> new GrabVersusFree("C_UAF", Grab.UNLESS_ZERO))
                    .put("C_UNDO", () -> new UndoVersusGrab("C_UNDO", false))
                    .put("C_BIG1", () -> new PagesInTurn("C_BIG1", 1, PagesInTurn.NO_BUG))
                    .put("C_BIG2", () -> new PagesInTurn("C_BIG2", 2, PagesInTurn.NO_BUG))
                    .put("C_BIG3", () -> new PagesInTurn("C_BIG3", 3, PagesInTurn.NO_BUG))
                    .put("C_BIG4", () -> new PagesInTurn("C_BIG4", 4, PagesInTurn.NO_BUG))
                    .put("B1", () -> new GrabVersusClear("B1", Pin.WITHOUT_RECHECK))
                    .put("B2", () -> new GrabVersusClear("B2", Pin.AFTER_RECHECK))
                    .put("B3", () -> new GrabVersusFree("B3", Grab.BLIND))
                    .put("B4", () -> new GrabVersusFree("B4", Grab.CHECK_THEN_ADD))
                    .put("B5", () -> new UndoVersusGrab("B5", true))
                    .put("B7", () -> new PagesInTurn("B7", 4, 2))
                    .put("B9", () -> new LateReader("B9"))
                    .build();

    private LitmusCatalog() {}

    /** {@return all names, the correct programs first} */
    public static ImmutableSet<String> names() {
        return PROGRAMS.keySet();
    }

    /**
     * {@return a factory of the program with this name}
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Supplier<Program> program(String name) {
        Supplier<Program> program = PROGRAMS.get(name);
        if (program == null) {
            throw new IllegalArgumentException(
                    "no litmus program is called \"" + name + "\"; there are " + String.join(", ", names()));
        }
        return program;
    }
}
