package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import org.pinproof.tlc.CheckedSpec.ActionShape;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.value.IValue;

/** How TLC split Next, for {@code SpecLint}. */
final class ActionShapes {
    private ActionShapes() {}

    static ImmutableList<ActionShape> of(LoadedSpec spec) {
        Action next = spec.tool().getNextStateSpec();
        OpDefNode nextOperator = next == null ? null : next.getOpDef();
        return Arrays.stream(spec.tool().getActions())
                .map(action -> shape(action, nextOperator))
                .collect(ImmutableList.toImmutableList());
    }

    private static ActionShape shape(Action action, OpDefNode next) {
        OpDefNode operator = action.getOpDef();
        boolean isNext = operator == null
                || operator == next
                || operator.getName().toString().equals("Next")
                || operator.getName().toString().endsWith("!Next");
        ImmutableList<String> unbound = operator == null
                ? ImmutableList.of()
                : Arrays.stream(operator.getParams())
                        .filter(parameter -> !(action.con.lookup(parameter) instanceof IValue))
                        .map(parameter -> parameter.getName().toString())
                        .collect(ImmutableList.toImmutableList());
        return new ActionShape(action.getName().toString(), isNext, unbound, SourceText.place(action.pred));
    }
}
