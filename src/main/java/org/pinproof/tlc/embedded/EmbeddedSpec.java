package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedSet;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.FalseAssumptionException;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;

/** A specification as the rest of the program sees it, over TLC's {@code FastTool}. */
final class EmbeddedSpec implements CheckedSpec {
    private final SpecSnapshot snapshot;
    private final SpecCopies copies;
    private final Variables variables;
    private final ImmutableList<ActionCall> actions;
    /** TLC splits one call at disjunctions and constant quantifiers in its body: positions in TLC's list. */
    private final ImmutableListMultimap<ActionCall, Integer> positions;

    private final int[] callOfPosition;
    private final ImmutableList<String> listedInvariants;
    private final ImmutableList<String> invariants;
    private final ImmutableList<String> properties;
    private final ImmutableList<ActionShape> shapes;
    private final boolean checksDeadlock;
    private final boolean constrained;
    private final boolean actionConstrained;
    private final boolean actionProperties;

    EmbeddedSpec(SpecSnapshot snapshot, LoadedSpec first) {
        FastTool tool = first.tool();
        List<ActionCall> calls =
                Arrays.stream(tool.getActions()).map(LoadedSpec::call).toList();
        this.snapshot = snapshot;
        this.variables = new Variables(tool);
        this.actions = ImmutableList.copyOf(new LinkedHashSet<>(calls));
        this.callOfPosition = calls.stream().mapToInt(actions::indexOf).toArray();
        ImmutableListMultimap.Builder<ActionCall, Integer> places = ImmutableListMultimap.builder();
        for (int i = 0; i < calls.size(); i++) {
            places.put(calls.get(i), i);
        }
        this.positions = places.build();
        this.properties = CfgSettings.properties(tool);
        this.listedInvariants = CfgSettings.invariants(tool);
        this.invariants = Arrays.stream(tool.getInvNames())
                .map(name -> owner(first, name))
                .collect(ImmutableList.toImmutableList());
        this.checksDeadlock = tool.getModelConfig().getCheckDeadlock();
        this.constrained = tool.getModelConstraints().length > 0;
        this.actionConstrained = tool.getActionConstraints().length > 0;
        this.actionProperties = tool.getImpliedActions().length > 0;
        this.shapes = ActionShapes.of(first);
        this.copies = new SpecCopies(snapshot, first);
    }

    void checkAssumptions() {
        Optional<SourceText.Excerpt> found =
                ask(() -> "evaluate the assumptions of " + module(), LoadedSpec::falseAssumption);
        if (found.isPresent()) {
            throw new FalseAssumptionException(
                    "every ASSUME must hold of the constants; " + found.get().place() + " is false with "
                            + snapshot.cfgName() + ": " + found.get().text() + "; change the constants");
        }
    }

    @Override
    public String module() {
        return snapshot.module();
    }

    @Override
    public ImmutableSortedSet<String> modules() {
        return ask(() -> "name the modules of " + module(), LoadedSpec::modules);
    }

    @Override
    public List<String> variables() {
        return variables.names();
    }

    @Override
    public List<ActionCall> actions() {
        return actions;
    }

    @Override
    public List<String> invariants() {
        return invariants;
    }

    @Override
    public List<String> properties() {
        return properties;
    }

    @Override
    public List<ActionShape> shapes() {
        return shapes;
    }

    @Override
    public boolean checksDeadlock() {
        return checksDeadlock;
    }

    @Override
    public List<SpecState> initialStates() {
        return ask(
                () -> "compute the initial states of " + module(),
                spec -> EmbeddedState.complete(spec.tool().getInitStates(), variables, null, "Init"));
    }

    @Override
    public List<SpecState> successors(SpecState state, ActionCall action) {
        EmbeddedState from = own(state);
        List<Integer> places = places(action);
        return ask(() -> "compute the successors by " + action, spec -> {
            List<SpecState> states = new ArrayList<>();
            for (int place : places) {
                StateVec found = spec.tool().getNextStates(spec.tool().getActions()[place], from.state());
                states.addAll(EmbeddedState.complete(found, variables, from, action.name()));
            }
            return states;
        });
    }

    @Override
    public Expansion expand(SpecState state) {
        EmbeddedState from = own(state);
        return copies.use(spec -> {
            ImmutableList.Builder<Successor> steps = ImmutableList.builder();
            try {
                for (int place = 0; place < callOfPosition.length; place++) {
                    addSteps(spec, from, place, steps);
                }
                return new Expansion(steps.build(), Optional.empty());
            } catch (SpecException e) {
                return new Expansion(steps.build(), Optional.of(e));
            }
        });
    }

    private void addSteps(LoadedSpec spec, EmbeddedState from, int place, ImmutableList.Builder<Successor> steps) {
        int call = callOfPosition[place];
        StateVec found = TlcErrors.explained(
                () -> "compute the successors by " + actions.get(call),
                () -> spec.tool().getNextStates(spec.tool().getActions()[place], from.state()));
        for (int i = 0; i < found.size(); i++) {
            EmbeddedState to = EmbeddedState.complete(
                    found.elementAt(i), variables, from, actions.get(call).name());
            steps.add(new Successor(call, to));
        }
    }

    @Override
    public List<ActionCall> enabled(SpecState state) {
        EmbeddedState from = own(state);
        return ask(() -> "compute the enabled actions of " + module(), spec -> {
            LinkedHashSet<ActionCall> enabled = new LinkedHashSet<>();
            Action[] all = spec.tool().getActions();
            for (int place = 0; place < all.length; place++) {
                ActionCall call = actions.get(callOfPosition[place]);
                if (!enabled.contains(call)
                        && !spec.tool().getNextStates(all[place], from.state()).isEmpty()) {
                    enabled.add(call);
                }
            }
            return ImmutableList.copyOf(enabled);
        });
    }

    @Override
    public Optional<String> violatedInvariant(SpecState state) {
        TLCState here = own(state).state();
        return ask(() -> "evaluate the invariants of " + module(), spec -> {
            Action[] all = spec.tool().getInvariants();
            for (int i = 0; i < all.length; i++) {
                if (!spec.tool().isValid(all[i], here)) {
                    return Optional.of(invariants.get(i));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public Optional<String> violatedInitialProperty(SpecState state) {
        TLCState here = own(state).state();
        return ask(() -> "evaluate the initial part of a property", spec -> {
            Action[] all = spec.tool().getImpliedInits();
            for (int i = 0; i < all.length; i++) {
                if (!spec.tool().isValid(all[i], here)) {
                    return Optional.of(owner(spec, spec.tool().getImpliedInitNames()[i]));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public Optional<String> violatedActionProperty(SpecState from, SpecState to) {
        if (!actionProperties) {
            return Optional.empty();
        }
        return ask(() -> "evaluate the action part of a property", spec -> {
            Action[] all = spec.tool().getImpliedActions();
            for (int i = 0; i < all.length; i++) {
                if (!spec.tool().isValid(all[i], own(from).state(), own(to).state())) {
                    return Optional.of(owner(spec, spec.tool().getImpliedActNames()[i]));
                }
            }
            return Optional.empty();
        });
    }

    private String owner(LoadedSpec spec, String part) {
        return new PropertyNames(spec.root(), listedInvariants, properties).owner(part);
    }

    @Override
    public boolean withinConstraints(SpecState state) {
        TLCState here = own(state).state();
        return !constrained
                || ask(() -> "evaluate the CONSTRAINT", spec -> spec.tool().isInModel(here));
    }

    @Override
    public boolean withinActionConstraints(SpecState from, SpecState to) {
        return !actionConstrained
                || ask(
                        () -> "evaluate the ACTION_CONSTRAINT",
                        spec -> spec.tool().isInActions(own(from).state(), own(to).state()));
    }

    @Override
    public boolean holds(String operator, SpecState state) {
        return ask(
                () -> "evaluate " + operator,
                spec -> spec.holds(operator, own(state).state()));
    }

    @Override
    public Value constant(String name) {
        return ask(() -> "evaluate constant " + name, spec -> spec.constant(name));
    }

    @Override
    public Optional<FalseConjunct> firstFalseConjunct(SpecState state, ActionCall action) {
        TLCState here = own(state).state();
        int place = places(action).get(0);
        return ask(
                () -> "evaluate the guard of " + action,
                spec -> new GuardWalk(spec.tool(), here)
                        .firstFalse(spec.tool().getActions()[place])
                        .map(spec.source()::of)
                        .map(excerpt -> new FalseConjunct(excerpt.text(), excerpt.place())));
    }

    private <T> T ask(Supplier<String> what, Function<LoadedSpec, T> evaluation) {
        return TlcErrors.explained(what, () -> copies.use(evaluation));
    }

    private List<Integer> places(ActionCall action) {
        List<Integer> places = positions.get(action);
        if (places.isEmpty()) {
            throw new SpecException("an action must be one of " + module() + "'s Next; there is no " + action);
        }
        return places;
    }

    private EmbeddedState own(SpecState state) {
        return EmbeddedState.of(state, module());
    }

    @Override
    public void close() {
        if (getClass().getClassLoader() instanceof Closeable loader) {
            try {
                loader.close();
            } catch (IOException e) {
                throw new SpecException("TLC's jar could not be closed: " + e.getMessage(), e);
            }
        }
    }
}
