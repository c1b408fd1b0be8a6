package org.pinproof.tlc.embedded;

import java.util.Optional;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.Subst;
import tla2sany.semantic.SubstInNode;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * Looks for the first false conjunct of an action's guard: through nested conjunctions, LET, IF, and applied operators,
 * evaluating what mentions no primed variable.
 *
 * <p>Left out: an existential over states inside the action, and disjunctions of actions unless all of them are false;
 * there is no one conjunct to name.
 */
final class GuardWalk implements ToolGlobals {
    private static final int STATE_LEVEL = 1;

    private final FastTool tool;
    private final TLCState state;

    GuardWalk(FastTool tool, TLCState state) {
        this.tool = tool;
        this.state = state;
    }

    Optional<SemanticNode> firstFalse(Action action) {
        return walk(action.pred, action.con);
    }

    private Optional<SemanticNode> walk(SemanticNode node, Context context) {
        switch (node.getKind()) {
            case ASTConstants.LetInKind:
                return walk(((LetInNode) node).getBody(), context);
            case ASTConstants.LabelKind:
                return walk(((LabelNode) node).getBody(), context);
            case ASTConstants.SubstInKind:
                return substituted((SubstInNode) node, context);
            case ASTConstants.OpApplKind:
                return applied((OpApplNode) node, context);
            default:
                return Optional.empty();
        }
    }

    private Optional<SemanticNode> substituted(SubstInNode node, Context context) {
        Context inner = context;
        for (Subst subst : node.getSubsts()) {
            inner = inner.cons(subst.getOp(), tool.getVal(subst.getExpr(), context, false));
        }
        return walk(node.getBody(), inner);
    }

    private Optional<SemanticNode> applied(OpApplNode node, Context context) {
        Object meaning = tool.lookup(node.getOperator(), context, state, false);
        OpDefNode definition = meaning instanceof OpDefNode found ? found : null;
        int opcode = BuiltInOPs.getOpCode(
                definition != null ? definition.getName() : node.getOperator().getName());
        ExprOrOpArgNode[] args = node.getArgs();
        switch (opcode) {
            case OPCODE_cl, OPCODE_land:
                return firstOf(args, context);
            case OPCODE_ite:
                return walk(isTrue(args[0], context) ? args[1] : args[2], context);
            case OPCODE_dl, OPCODE_lor:
                return disjunction(node, context);
            case 0:
                return operator(node, definition, context);
            default:
                return falseItself(node, context);
        }
    }

    private Optional<SemanticNode> firstOf(ExprOrOpArgNode[] conjuncts, Context context) {
        for (ExprOrOpArgNode conjunct : conjuncts) {
            Optional<SemanticNode> found = walk(conjunct, context);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<SemanticNode> disjunction(OpApplNode node, Context context) {
        for (ExprOrOpArgNode branch : node.getArgs()) {
            if (walk(branch, context).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    private Optional<SemanticNode> operator(OpApplNode node, OpDefNode definition, Context context) {
        if (definition == null || definition.getBody() == null) {
            return falseItself(node, context);
        }
        Context inner = tool.getOpContext(definition, node.getArgs(), context, true);
        if (definition.getBody().getLevel() > STATE_LEVEL || node.getLevel() > STATE_LEVEL) {
            return walk(definition.getBody(), inner);
        }
        if (falseItself(node, context).isEmpty()) {
            return Optional.empty();
        }
        return walk(definition.getBody(), inner).or(() -> Optional.of(node));
    }

    private Optional<SemanticNode> falseItself(SemanticNode node, Context context) {
        boolean decidable = ((OpApplNode) node).getLevel() <= STATE_LEVEL;
        return decidable && !isTrue(node, context) ? Optional.of(node) : Optional.empty();
    }

    private boolean isTrue(SemanticNode node, Context context) {
        return tool.eval(node, context, state, TLCState.Empty, EvalControl.Clear) instanceof BoolValue truth
                && truth.val;
    }
}
