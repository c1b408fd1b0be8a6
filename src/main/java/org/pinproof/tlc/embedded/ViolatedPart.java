package org.pinproof.tlc.embedded;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import tla2sany.semantic.AssumeNode;
import tla2sany.semantic.ModuleNode;
import tlc2.output.EC;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;

/** What TLC's message about a violation means in terms of the cfg. */
final class ViolatedPart {
    private final FastTool tool;
    private final TlcRecorder.Message message;
    private final PropertyNames names;

    ViolatedPart(FastTool tool, TlcRecorder.Message message) {
        this.tool = tool;
        this.message = message;
        this.names = new PropertyNames(root(), CfgSettings.invariants(tool), CfgSettings.properties(tool));
    }

    private ModuleNode root() {
        return tool.getSpecProcessor().getRootModule();
    }

    /** {@return the property's name in the cfg, or the assumption's in the module} */
    String property() {
        switch (message.code()) {
            case EC.TLC_DEADLOCK_REACHED:
                return "";
            case EC.TLC_ASSUMPTION_FALSE:
                return assumption(message.parameters().get(0));
            case EC.TLC_TEMPORAL_PROPERTY_VIOLATED:
                return Arrays.stream(tool.getImpliedTemporalNames())
                        .map(names::owner)
                        .distinct()
                        .collect(Collectors.joining(", "));
            default:
                return names.owner(message.parameters().get(0));
        }
    }

    private String assumption(String text) {
        for (AssumeNode assumption : root().getAssumptions()) {
            if (assumption.getAssume().toString().equals(text) && assumption.getDef() != null) {
                return assumption.getDef().getName().toString();
            }
        }
        return text;
    }

    /** {@return the violating initial state, which TLC gives as text only} */
    Optional<TLCState> initialState() {
        if (message.code() != EC.TLC_INVARIANT_VIOLATED_INITIAL && message.code() != EC.TLC_PROPERTY_VIOLATED_INITIAL) {
            return Optional.empty();
        }
        StateVec states = tool.getInitStates();
        for (int i = 0; i < states.size(); i++) {
            if (states.elementAt(i).toString().equals(message.parameters().get(1))) {
                return Optional.of(states.elementAt(i));
            }
        }
        return Optional.empty();
    }
}
