package org.pinproof.tlc.embedded;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;

/**
 * Finds which PROPERTY of the cfg a violated part belongs to. TLC splits a property such as {@code Init /\ [][Next]_v} and
 * names the parts by operator or by location, not by the property.
 */
final class PropertyNames {
    private final ModuleNode root;
    private final List<String> invariants;
    private final List<String> properties;

    /**
     * @param invariants the names after INVARIANT
     * @param properties the names after PROPERTY
     */
    PropertyNames(ModuleNode root, List<String> invariants, List<String> properties) {
        this.root = root;
        this.invariants = List.copyOf(invariants);
        this.properties = List.copyOf(properties);
    }

    /** {@return the property or invariant that has a part of this name, the first in the cfg's order; else the name itself} */
    String owner(String part) {
        if (invariants.contains(part) || properties.contains(part)) {
            return part;
        }
        return properties.stream()
                .filter(property -> root.getOpDef(property) != null)
                .filter(property -> mentions(root.getOpDef(property), part, new HashSet<>()))
                .findFirst()
                .orElse(part);
    }

    private static boolean mentions(SemanticNode node, String part, Set<SemanticNode> seen) {
        if (node == null || !seen.add(node)) {
            return false;
        }
        if (node instanceof OpDefNode definition) {
            return definition.getName().toString().equals(part) || mentions(definition.getBody(), part, seen);
        }
        if (node.toString().equals(part)) {
            return true;
        }
        if (node instanceof OpApplNode application
                && application.getOperator() instanceof OpDefNode definition
                && mentions(definition, part, seen)) {
            return true;
        }
        SemanticNode[] children = node.getChildren();
        if (children != null) {
            for (SemanticNode child : children) {
                if (mentions(child, part, seen)) {
                    return true;
                }
            }
        }
        return false;
    }
}
