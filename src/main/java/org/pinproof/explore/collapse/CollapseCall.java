package org.pinproof.explore.collapse;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.explore.ScriptException;
import org.pinproof.explore.gup.GupCall;

/**
 * One call of a task. Prints as {@code pin(0)} and parses back.
 *
 * @param at the vpn or, of a release and of a reuse, the pfn; 0 of a call that names none
 */
public record CollapseCall(Kind kind, int at) {

    /** What there is to call. */
    public enum Kind {
        /** {@code pin_user_pages_fast_only} of one page. */
        PIN("pin", Names.VPN, "PIN"),
        /** {@code get_user_pages_fast_only} of one page. */
        GET("get", Names.VPN, "GET"),
        /** {@code pin_user_pages} of one page: no fast path. */
        PIN_SLOW("pin-slow", Names.VPN, "SLOW"),
        /** {@code unpin_user_page}, if this task has pinned the page; otherwise nothing. */
        UNPIN("unpin", Names.PFN, "UNPIN"),
        /** {@code put_page}, if this task has a plain reference to the page; otherwise nothing. */
        PUT("put", Names.PFN, "PUT"),
        /** khugepaged comes by. */
        COLLAPSE("collapse", Names.NOTHING, "COLLAPSE"),
        /** {@code munmap} of all that the pmd covers. */
        UNMAP("unmap", Names.NOTHING, "UNMAP"),
        /** The mm gives up its part of a shared table. */
        UNSHARE("unshare", Names.NOTHING, "UNSHARE"),
        /** The huge page is moved. */
        MIGRATE("migrate", Names.NOTHING, "MIGRATE"),
        /** Somebody looks through the queue of huge pages that may be split. */
        SCAN("scan", Names.NOTHING, "SCAN"),
        /** Somebody gets the frame, if it is free, and holds it by a plain reference. */
        REUSE("reuse", Names.PFN, "REUSE"),
        /** Another mm gets the page of the table, if it is to be had. */
        REUSE_TABLE("reuse-table", Names.NOTHING, "TABLE");

        private static final ImmutableMap<String, Kind> BY_TEXT =
                Maps.uniqueIndex(Arrays.asList(values()), kind -> kind.text);

        private final String text;
        private final Names names;
        private final String specName;

        Kind(String text, Names names, String specName) {
            this.text = text;
            this.names = names;
            this.specName = specName;
        }

        /** {@return what the specification calls it} */
        public String specName() {
            return specName;
        }

        /** {@return whether it is a walk of the fast path} */
        public boolean walks() {
            return this == PIN || this == GET;
        }

        /** {@return whether what it takes or gives back is a pin} */
        public boolean isPin() {
            return this == PIN || this == PIN_SLOW || this == UNPIN;
        }
    }

    private enum Names {
        NOTHING,
        VPN,
        PFN
    }

    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:\\((\\d)\\))?");

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    public static CollapseCall parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        Kind kind = matcher.matches() ? Kind.BY_TEXT.get(matcher.group(1)) : null;
        if (kind == null || (kind.names == Names.NOTHING) != (matcher.group(2) == null)) {
            throw new ScriptException("not a call: \"" + text + "\". Calls are "
                    + String.join(", ", Kind.BY_TEXT.keySet())
                    + "; pin, get and pin-slow name a vpn, unpin, put and reuse a frame, the others nothing.");
        }
        return new CollapseCall(kind, kind.names == Names.NOTHING ? 0 : Integer.parseInt(matcher.group(2)));
    }

    /** Rejects calls that touch pages or frames the shape does not have. */
    void requireWithin(CollapseShape shape) {
        // The last frame is somebody else's, and never free.
        int end =
                switch (kind.names) {
                    case NOTHING -> 1;
                    case VPN -> shape.vpns();
                    case PFN -> shape.frames() - 1;
                };
        if (at >= end) {
            throw new ScriptException("call " + this + " is outside the shape: vpns are 0.." + (shape.vpns() - 1)
                    + ", frames 0.." + (shape.frames() - 2) + ". Raise the shape or change the call.");
        }
    }

    /** {@return the same release as a call on small pages; of another call null} */
    GupCall release() {
        return switch (kind) {
            case UNPIN -> new GupCall.Unpin(at);
            case PUT -> new GupCall.Put(at);
            default -> null;
        };
    }

    /** {@return the call as {@link #parse} reads it} */
    @Override
    public String toString() {
        return kind.names == Names.NOTHING ? kind.text : kind.text + "(" + at + ")";
    }
}
