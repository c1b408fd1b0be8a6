package org.pinproof.explore.compound;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.explore.ScriptException;
import org.pinproof.explore.gup.GupCall;

/** One call of a task: one that there is of small pages too, or a split. Prints as {@code split(0)} and parses back. */
public sealed interface CompoundCall {
    /** The split's text. */
    Pattern SPLIT = Pattern.compile("split\\((\\d)\\)");

    /** Any call of {@link GupCall} but {@link GupCall.Reuse}. */
    record Plain(GupCall call) implements CompoundCall {
        /** Rejects the one that is left out here. */
        public Plain {
            if (call instanceof GupCall.Reuse) {
                throw new ScriptException(
                        "call " + call + " is not for huge pages: a freed frame comes back by map(VPN,PFN).");
            }
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** {@code split_huge_page} by who holds this page by a plain reference; otherwise nothing. */
    record Split(int pfn) implements CompoundCall {
        @Override
        public String toString() {
            return "split(" + pfn + ")";
        }
    }

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none, or the shape does not have what it touches
     */
    static CompoundCall parse(String text, CompoundShape shape) {
        Matcher split = SPLIT.matcher(text);
        if (!split.matches()) {
            GupCall call = GupCall.parse(text);
            call.requireWithin(shape.memory());
            return new Plain(call);
        }
        int pfn = Integer.parseInt(split.group(1));
        if (pfn >= shape.frames()) {
            throw new ScriptException("call " + text + " is outside the shape: frames are 0.." + (shape.frames() - 1)
                    + ". Raise the shape or change the call.");
        }
        return new Split(pfn);
    }
}
