package org.pinproof.conform;

import java.util.Map;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** How memory looks at the beginning of a trace or of a graph, and code with every task idle on it. */
final class GupShapes {
    private GupShapes() {}

    /** {@return idle code of the shape that a trace's constants name} */
    static GupCode idle(Map<String, Value> constants, GupMutant mutant) {
        ModuleConstants.requireKernelWord(constants);
        int vpns = ModuleConstants.size(constants, "Vpns");
        GupShape shape = new GupShape(layout(constants), ModuleConstants.size(constants, "Frames"), vpns);
        return idle(shape, ModuleConstants.size(constants, "Threads"), mutant);
    }

    /** {@return idle code of the shape that an initial state has} */
    static GupCode idle(CheckedSpec spec, SpecState initial, GupMutant mutant) {
        int vpns = size(spec, "Vpns");
        GupShape shape = new GupShape(layout(initial, vpns), size(spec, "Frames"), vpns);
        return idle(shape, size(spec, "Threads"), mutant);
    }

    private static GupCode idle(GupShape shape, int tasks, GupMutant mutant) {
        return new GupCode(new GupProgram(GupScript.idle(shape, tasks, mutant)));
    }

    private static int size(CheckedSpec spec, String set) {
        return ((Value.SetOf) spec.constant(set)).elements().size();
    }

    private static GupShape.Layout layout(SpecState initial, int vpns) {
        if (initial.get("pmd").at(Value.of("k")).equals(Value.of("leaf"))) {
            return GupShape.Layout.LEAF;
        }
        boolean compound = vpns > 1 && initial.get("head").at(Value.of(1)).equals(Value.of(0));
        return compound ? GupShape.Layout.TAILS : GupShape.Layout.ORDER0;
    }

    private static GupShape.Layout layout(Map<String, Value> constants) {
        if (constants.get("Layouts") instanceof Value.SetOf set
                && set.elements().size() == 1) {
            Value only = set.elements().first();
            for (GupShape.Layout layout : GupShape.Layout.values()) {
                if (only.equals(Value.of(layout.specName()))) {
                    return layout;
                }
            }
        }
        throw new SpecException(
                "constant Layouts must be a set of one layout, order0, tails or leaf, to replay a trace;" + " found "
                        + constants.get("Layouts") + "; correct the trace's header");
    }
}
