package org.pinproof.conform;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.pinproof.explore.compound.CompoundMutant;
import org.pinproof.explore.compound.CompoundProgram;
import org.pinproof.explore.compound.CompoundScript;
import org.pinproof.explore.compound.CompoundShape;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** How memory looks at the beginning of a trace or of a graph, and code with every task idle on it. */
final class CompoundShapes {
    private CompoundShapes() {}

    /** {@return idle code of the shape that a trace's constants name} */
    static CompoundCode idle(Map<String, Value> constants, CompoundMutant mutant) {
        ModuleConstants.requireKernelWord(constants);
        CompoundShape shape = shape(
                constants::get,
                layout(constants),
                ModuleConstants.size(constants, "Frames"),
                ModuleConstants.size(constants, "Vpns"));
        return idle(shape, ModuleConstants.size(constants, "Threads"), mutant);
    }

    /** {@return idle code of the shape that an initial state has} */
    static CompoundCode idle(CheckedSpec spec, SpecState initial, CompoundMutant mutant) {
        int vpns = size(spec, "Vpns");
        CompoundShape shape = shape(spec::constant, layout(initial, vpns), size(spec, "Frames"), vpns);
        return idle(shape, size(spec, "Threads"), mutant);
    }

    private static CompoundCode idle(CompoundShape shape, int tasks, CompoundMutant mutant) {
        return new CompoundCode(new CompoundProgram(CompoundScript.idle(shape, tasks, mutant)));
    }

    private static CompoundShape shape(
            Function<String, Value> constants, CompoundShape.Layout layout, int frames, int vpns) {
        CompoundShape.Era era = Arrays.stream(CompoundShape.Era.values())
                .filter(each -> Value.of(each.specName()).equals(constants.apply("Era")))
                .findFirst()
                .orElseThrow(() -> unusable("Era", "bias, exact or folio", constants));
        require(constants, "Counting", true);
        require(constants, "ZeroExempt", CompoundSpec.isZeroExempt(era));
        return new CompoundShape(layout, era, Value.of(true).equals(constants.apply("Mixing")), frames, vpns);
    }

    private static void require(Function<String, Value> constants, String name, boolean value) {
        if (!Value.of(value).equals(constants.apply(name))) {
            throw unusable(name, value ? "TRUE" : "FALSE", constants);
        }
    }

    private static SpecException unusable(String name, String wanted, Function<String, Value> constants) {
        return new SpecException("constant " + name + " must be " + wanted + ", as it is in the code; found "
                + constants.apply(name) + "; replay a cfg that has it so, as MCCompoundReplay.cfg does");
    }

    private static int size(CheckedSpec spec, String set) {
        return ((Value.SetOf) spec.constant(set)).elements().size();
    }

    private static CompoundShape.Layout layout(SpecState initial, int vpns) {
        if (initial.get("pmd").at(Value.of("k")).equals(Value.of("leaf"))) {
            return CompoundShape.Layout.LEAF;
        }
        if (initial.get("zero").equals(Value.of(0))) {
            return CompoundShape.Layout.ZERO;
        }
        boolean compound = vpns > 1 && initial.get("head").at(Value.of(1)).equals(Value.of(0));
        return compound ? CompoundShape.Layout.TAILS : CompoundShape.Layout.ORDER0;
    }

    private static CompoundShape.Layout layout(Map<String, Value> constants) {
        if (constants.get("Layouts") instanceof Value.SetOf set
                && set.elements().size() == 1) {
            Value only = set.elements().first();
            for (CompoundShape.Layout layout : CompoundShape.Layout.values()) {
                if (only.equals(Value.of(layout.specName()))) {
                    return layout;
                }
            }
        }
        throw new SpecException(
                "constant Layouts must be a set of one layout, order0, tails, leaf or zero, to replay a trace; found "
                        + constants.get("Layouts") + "; correct the trace's header");
    }
}
