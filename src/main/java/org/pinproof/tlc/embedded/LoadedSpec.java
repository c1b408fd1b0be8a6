package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Value;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.Action;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;

/**
 * One copy of the specification: TLC's tool over its own syntax tree, with its own constants. Constants are normalized on
 * first use without locking, so a copy is used by one thread at a time; states may go from copy to copy.
 */
final class LoadedSpec {
    private final FastTool tool;
    private final SourceText source;

    LoadedSpec(FastTool tool, SpecSnapshot snapshot) {
        this.tool = tool;
        this.source = new SourceText(snapshot);
    }

    FastTool tool() {
        return tool;
    }

    SourceText source() {
        return source;
    }

    ModuleNode root() {
        return tool.getSpecProcessor().getRootModule();
    }

    /** {@return the root module and every module that it extends, directly or not} */
    ImmutableSortedSet<String> modules() {
        ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
        names.add(root().getName().toString());
        root().getExtendedModuleSet()
                .forEach(module -> names.add(module.getName().toString()));
        return names.build();
    }

    /** {@return the first ASSUME that is false, as it stands in the module} */
    Optional<SourceText.Excerpt> falseAssumption() {
        ExprNode[] assumptions = tool.getAssumptions();
        boolean[] axioms = tool.getAssumptionIsAxiom();
        for (int i = 0; i < assumptions.length; i++) {
            if (!axioms[i] && !tool.isValid(assumptions[i])) {
                return Optional.of(source.of(assumptions[i]));
            }
        }
        return Optional.empty();
    }

    static ActionCall call(Action action) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        if (action.getOpDef() != null) {
            for (FormalParamNode parameter : action.getOpDef().getParams()) {
                if (action.con.lookup(parameter) instanceof IValue value) {
                    parameters.put(parameter.getName().toString(), ValueConversion.toValue(value));
                }
            }
        }
        return new ActionCall(action.getName().toString(), parameters.build());
    }

    /** {@return the truth of a state predicate of the root module, as the cfg may have overridden it} */
    boolean holds(String operator, TLCState state) {
        IValue value = evaluate(definition(operator), state);
        if (value instanceof BoolValue truth) {
            return truth.val;
        }
        throw new SpecException("a state predicate must be TRUE or FALSE; " + operator + " is " + value);
    }

    /** {@return what a declared constant, or an operator without parameters that the cfg put in its place, is} */
    Value constant(String name) {
        for (OpDeclNode declared : root().getConstantDecls()) {
            if (declared.getName().toString().equals(name)) {
                return ValueConversion.toValue(evaluate(declared, TLCState.Empty));
            }
        }
        throw new SpecException("a constant must be declared by the module; " + root().getName()
                + " declares no constant " + name + "; check the name");
    }

    private OpDefNode definition(String operator) {
        OpDefNode found = root().getOpDef(operator);
        if (found == null || found.getArity() != 0) {
            throw new SpecException("a state predicate must be an operator without parameters; module "
                    + root().getName() + " has " + (found == null ? "no operator " : "one with parameters named ")
                    + operator + "; check the name");
        }
        return found;
    }

    private IValue evaluate(SymbolNode symbol, TLCState state) {
        Object meaning = tool.lookup(symbol, Context.Empty, state, false);
        if (meaning instanceof IValue value) {
            return value;
        }
        if (meaning instanceof OpDefNode body && body.getArity() == 0) {
            return tool.eval(body.getBody(), Context.Empty, state, TLCState.Empty, EvalControl.Clear);
        }
        throw new SpecException(symbol.getName() + " must have a value; it is " + meaning);
    }
}
