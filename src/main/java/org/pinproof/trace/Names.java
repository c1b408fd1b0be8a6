package org.pinproof.trace;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSet;

/** Which names a variable, parameter or constant may have, given that ITF gives some keys a meaning of its own. */
final class Names {
    static final String RULE = "a name is not empty and starts with neither '#' nor 'mbt::'";

    private Names() {}

    static boolean allowed(String name) {
        return !name.isEmpty() && name.charAt(0) != '#' && !name.startsWith("mbt::");
    }

    static void check(ImmutableSet<String> names) {
        for (String name : names) {
            Preconditions.checkArgument(allowed(name), "%s, found '%s'", RULE, name);
        }
    }
}
