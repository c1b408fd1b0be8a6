package org.pinproof.conform;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Lets {@code -Dpinproof.tries=N} set how often the properties of a class are tried; without it each has its own number. */
public final class LongCampaign implements AroundPropertyHook {
    private static final String TRIES = "pinproof.tries";

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Integer tries = Integer.getInteger(TRIES);
        boolean isExample = context.attributes().tries().orElse(0) == 1;
        if (tries != null && !isExample) {
            context.attributes().setTries(tries);
        }
        return property.execute();
    }
}
