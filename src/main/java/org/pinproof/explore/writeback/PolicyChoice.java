package org.pinproof.explore.writeback;

import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.writeback.WbPolicy;

/** A script run under another policy than its own, if the pair makes sense: a policy that nothing in the script comes upon does not. */
public final class PolicyChoice {
    private PolicyChoice() {}

    /**
     * {@return the script under the policy of this name}
     *
     * @param name what the script was asked for by, for the message
     * @throws ScriptException if there is no such policy, or the script has nothing that it is about
     */
    public static WritebackScript of(String name, WritebackScript script, String policyName) {
        WbPolicy policy = WritebackScript.policy(policyName);
        boolean longterm = script.calls(WritebackCall.Kind.PIN_LONGTERM);
        if (policy == WbPolicy.DENY && !longterm) {
            throw senseless(
                    "DENY refuses long-term pins only, and " + name + " has none: it would be NONE by another name",
                    "deny or rdma",
                    "NONE");
        }
        if (policy == WbPolicy.REVOKE && !longterm) {
            throw senseless(
                    "REVOKE breaks the lease that a long-term pin needs, and " + name
                            + " has none: it would be WAIT by another name",
                    "revoke or rdma",
                    "WAIT");
        }
        if (policy.asks() && !writesBack(script)) {
            throw senseless(
                    policy + " is about pages that are written back or reclaimed, and " + name + " does neither",
                    "writeback",
                    "NONE");
        }
        return script.under(policy);
    }

    private static boolean writesBack(WritebackScript script) {
        return script.calls(WritebackCall.Kind.FLUSH)
                || script.calls(WritebackCall.Kind.FSYNC)
                || script.calls(WritebackCall.Kind.RECLAIM);
    }

    private static ScriptException senseless(String why, String scenarios, String policy) {
        return new ScriptException(why + "; give a scenario like " + scenarios + ", or --policy " + policy
                + ". Policies are " + WritebackScript.policyNames() + ".");
    }
}
