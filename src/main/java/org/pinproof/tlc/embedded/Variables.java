package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Comparator;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.value.IValue;
import util.UniqueString;

/** The specification's variables and where TLC keeps them. The same for every copy of the specification in one loader. */
final class Variables {
    private final UniqueString[] internal;
    private final ImmutableList<String> names;
    private final ImmutableMap<String, Integer> index;
    private final boolean reduced;

    Variables(FastTool tool) {
        String root = tool.getRootName();
        internal = Arrays.stream(tool.getSpecProcessor().getVariablesNodes())
                .sorted(declarationOrder(root))
                .map(OpDeclNode::getName)
                .toArray(UniqueString[]::new);
        names = Arrays.stream(internal).map(UniqueString::toString).collect(ImmutableList.toImmutableList());
        ImmutableMap.Builder<String, Integer> places = ImmutableMap.builder();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        index = places.buildOrThrow();
        reduced = tool.getViewSpec() != null || tool.hasSymmetry();
    }

    /** TLC's own order is that of a symbol table. Extended modules come before the root that extends them. */
    private static Comparator<OpDeclNode> declarationOrder(String root) {
        return Comparator.comparing(
                        (OpDeclNode node) -> node.getLocation().source().equals(root))
                .thenComparing(node -> node.getLocation().source())
                .thenComparing(node -> node.getLocation().beginLine())
                .thenComparing(node -> node.getLocation().beginColumn());
    }

    ImmutableList<String> names() {
        return names;
    }

    int count() {
        return internal.length;
    }

    int indexOf(String name) {
        return index.getOrDefault(name, -1);
    }

    IValue value(TLCState state, int variable) {
        return state.lookup(internal[variable]);
    }

    /** Under SYMMETRY or VIEW the fingerprint is of something else, so the values need normalizing by themselves. */
    long fingerprint(TLCState state) {
        if (reduced) {
            state.deepNormalize();
        }
        return state.fingerPrint();
    }
}
