package org.pinproof.conform;

import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Tasks in traces and specifications: t1, t2, …, and the parameter {@code t} of every action. */
final class TaskNames {
    /** The parameter of an action that says whose step it is. */
    static final String PARAMETER = "t";

    private TaskNames() {}

    /** {@return the name of a task, counted from 0} */
    static String name(int task) {
        return "t" + (task + 1);
    }

    /** {@return whether this is the name of one of the first nine tasks} */
    static boolean isName(Value value) {
        return value instanceof Value.Str name && name.value().matches("t[1-9]");
    }

    /** {@return the name of the task an action belongs to} */
    static String of(ActionCall action) {
        return ((Value.Str) action.parameters().get(PARAMETER)).value();
    }

    /** {@return the task an action belongs to, counted from 0} */
    static int number(ActionCall action) {
        return Integer.parseInt(of(action).substring(1)) - 1;
    }
}
