package org.pinproof.explore.longterm;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.explore.ScriptException;

/**
 * One call of a task: what it asks of the kernel, or does as a device. Prints as {@code pin-longterm(0,1)} and parses back.
 *
 * @param at the vpn or, of a release and a store, the pfn; 0 of a call that names none
 * @param nr how many pages; 0 of a call that names none
 */
public record LongtermCall(Kind kind, int at, int nr) {

    /** What there is to call. */
    public enum Kind {
        /** {@code pin_user_pages_fast}. */
        PIN("pin", 2, "PIN"),
        /** {@code pin_user_pages_fast} with {@code FOLL_LONGTERM}. */
        PIN_LONGTERM("pin-longterm", 2, "LONG"),
        /** {@code pin_user_pages} with {@code FOLL_LONGTERM}: no fast path. */
        PIN_SLOW("pin-slow", 2, "SLOW"),
        /** {@code get_user_pages_fast}. */
        GET("get", 2, "GET"),
        /** {@code unpin_user_page}, if this task has pinned the page; otherwise nothing. */
        UNPIN("unpin", 1, "UNPIN"),
        /** {@code put_page}, if this task holds the page in any way; otherwise nothing. */
        PUT("put", 1, "PUT"),
        /** {@code alloc_contig_range} of the frame that the vpn maps. */
        ALLOC("alloc", 1, "ALLOC"),
        /** Compaction isolates the page, and puts it back. */
        ISOLATE("isolate", 1, "ISOLATE"),
        /** The page is put into this CPU's batch. */
        BATCH("batch", 1, "BATCH"),
        /** This task's device stores to the page, if the task has it pinned. */
        DEVICE("device", 1, "DEVICE"),
        /** The file is truncated. */
        TRUNCATE("truncate", 1, "TRUNCATE"),
        /** Waits until the owner of a long-term pin is killed. */
        KILLED("killed", 0, "KILL"),
        /** Keeps the time of a lease that is being broken. */
        TIMEOUT("timeout", 0, "TIMER"),
        /** The device is unplugged whose memory is mapped. */
        UNPLUG("unplug", 0, "UNPLUG");

        private static final ImmutableMap<String, Kind> BY_TEXT =
                Maps.uniqueIndex(Arrays.asList(values()), kind -> kind.text);

        private final String text;
        private final int arguments;
        private final String specName;

        Kind(String text, int arguments, String specName) {
            this.text = text;
            this.arguments = arguments;
            this.specName = specName;
        }

        /** {@return what the specification calls it} */
        public String specName() {
            return specName;
        }

        /** {@return whether it takes pages} */
        public boolean takes() {
            return arguments == 2;
        }

        /** {@return whether it takes them for as long as its owner likes} */
        public boolean isLongterm() {
            return this == PIN_LONGTERM || this == PIN_SLOW;
        }

        /** {@return whether it releases a page} */
        public boolean releases() {
            return this == UNPIN || this == PUT;
        }

        private boolean namesFrame() {
            return releases() || this == DEVICE;
        }
    }

    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:\\((\\d)(?:,(\\d))?\\))?");

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    public static LongtermCall parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        Kind kind = matcher.matches() ? Kind.BY_TEXT.get(matcher.group(1)) : null;
        if (kind == null || kind.arguments != arguments(matcher)) {
            throw new ScriptException("not a call: \"" + text + "\". Calls are "
                    + String.join(", ", Kind.BY_TEXT.keySet())
                    + "; those that take pages name a vpn and a number, unpin, put and device a frame, the others a vpn,"
                    + " killed, timeout and unplug nothing.");
        }
        return new LongtermCall(
                kind,
                kind.arguments > 0 ? Integer.parseInt(matcher.group(2)) : 0,
                kind.takes() ? Integer.parseInt(matcher.group(3)) : 0);
    }

    private static int arguments(Matcher matcher) {
        return matcher.group(2) == null ? 0 : matcher.group(3) == null ? 1 : 2;
    }

    /** Rejects calls that touch pages or frames the shape does not have. */
    void requireWithin(LongtermShape shape) {
        boolean within = kind.namesFrame()
                ? at < shape.frames().size()
                : kind.takes() ? nr >= 1 && at + nr <= shape.vpns() : at < shape.vpns();
        if (!within) {
            throw new ScriptException("call " + this + " is outside the shape: vpns are 0.." + (shape.vpns() - 1)
                    + ", frames 0.." + (shape.frames().size() - 1)
                    + ", and a walk covers at least one page. Map another page or change the call.");
        }
    }

    /** {@return the call as {@link #parse} reads it} */
    @Override
    public String toString() {
        return switch (kind.arguments) {
            case 0 -> kind.text;
            case 1 -> kind.text + "(" + at + ")";
            default -> kind.text + "(" + at + "," + nr + ")";
        };
    }
}
