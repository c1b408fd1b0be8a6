package org.pinproof.tlc.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;

/** Expressions as they stand in their module. */
final class SourceText {
    private final SpecSnapshot snapshot;
    private final Map<String, List<String>> linesByModule = new HashMap<>();

    SourceText(SpecSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * @param text the expression on one line
     * @param place module file and line
     */
    record Excerpt(String text, String place) {}

    Excerpt of(SemanticNode node) {
        Location at = node.getLocation();
        List<String> lines = linesByModule.computeIfAbsent(at.source(), snapshot::lines);
        String place = place(node);
        if (at.beginLine() < 1 || at.endLine() > lines.size()) {
            return new Excerpt(node.toString(), place);
        }
        StringBuilder text = new StringBuilder();
        for (int line = at.beginLine(); line <= at.endLine(); line++) {
            String whole = lines.get(line - 1);
            int to = line == at.endLine() ? Math.min(at.endColumn(), whole.length()) : whole.length();
            int from = line == at.beginLine() ? at.beginColumn() - 1 : 0;
            text.append(whole, Math.min(from, to), to).append(' ');
        }
        return new Excerpt(text.toString().strip().replaceAll("\\s+", " "), place);
    }

    /** {@return module file and line} */
    static String place(SemanticNode node) {
        Location at = node.getLocation();
        return at.source() + ".tla line " + at.beginLine();
    }
}
