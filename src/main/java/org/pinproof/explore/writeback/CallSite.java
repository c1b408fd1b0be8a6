package org.pinproof.explore.writeback;

import org.pinproof.explore.writeback.WritebackScenarios.Scenario;
import org.pinproof.kernel.gup.GupFunction;

/**
 * A driver that the first series converted from {@code get_user_pages} to pins: what it calls, and two scenarios, of it and of
 * its classic mistake.
 *
 * @param source where the calls are
 * @param acquires what takes the pages; always for writing
 * @param marks whether the release marks the pages dirty
 * @param correct breaks nothing
 * @param mistake the same page and policy with one call wrong, or none of its other precautions
 */
public record CallSite(String source, GupFunction acquires, boolean marks, Scenario correct, Scenario mistake) {

    /** {@return the scenarios' common name} */
    public String name() {
        return correct.name();
    }
}
