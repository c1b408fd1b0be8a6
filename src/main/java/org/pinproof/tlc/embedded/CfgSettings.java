package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.ITool;
import tlc2.util.Vect;
import tlc2.value.impl.ModelValue;

/** What TLC's parsed cfg says, out of its untyped tables. */
final class CfgSettings {
    private CfgSettings() {}

    /** {@return the names after INVARIANT, in the cfg's order} */
    static ImmutableList<String> invariants(ITool tool) {
        return names(tool.getModelConfig().getInvariants());
    }

    /** {@return the names after PROPERTY, in the cfg's order} */
    static ImmutableList<String> properties(ITool tool) {
        return names(tool.getModelConfig().getProperties());
    }

    private static ImmutableList<String> names(Vect<?> all) {
        return values(all).stream().map(Object::toString).collect(ImmutableList.toImmutableList());
    }

    /**
     * {@return the constants and operators that the cfg gives a meaning and the module does not have}; TLC itself passes
     * over them, so a misspelt override would silently check the unmutated specification
     */
    static ImmutableSortedSet<String> unknownNames(ITool tool, ModuleNode root) {
        Set<String> named = new TreeSet<>();
        for (Object line : values(tool.getModelConfig().getConstants())) {
            Vect<?> assignment = (Vect<?>) line;
            String name = assignment.elementAt(0).toString();
            if (!introducesModelValue(name, assignment)) {
                named.add(name);
            }
        }
        for (Object name : tool.getModelConfig().getOverrides().keySet()) {
            named.add(name.toString());
        }
        for (OpDeclNode constant : root.getConstantDecls()) {
            named.remove(constant.getName().toString());
        }
        named.removeIf(name -> root.getOpDef(name) != null);
        return ImmutableSortedSet.copyOf(named);
    }

    /** The usual {@code t1 = t1} names a model value for use in other lines; it means nothing to the module. */
    private static boolean introducesModelValue(String name, Vect<?> assignment) {
        return assignment.elementAt(assignment.size() - 1) instanceof ModelValue value
                && value.val.toString().equals(name);
    }

    /** {@return the rule that the names break, for people} */
    static String unknownNamesMessage(String cfg, String module, Set<String> unknown) {
        return "a cfg may give meaning to constants and operators of its module; " + cfg + " names "
                + String.join(", ", unknown) + ", which " + module + " does not have; correct the name";
    }

    private static List<Object> values(Vect<?> all) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            values.add(all.elementAt(i));
        }
        return values;
    }
}
