package org.pinproof.explore.fork;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.explore.ScriptException;

/**
 * One call of a task: what it asks of the kernel, or does as a CPU, a device or a user who serves faults. Prints as {@code
 * pin(0)}, of the child as {@code pin(c0)}, and parses back.
 *
 * @param mm 0 of the parent, 1 of the child
 * @param at the vpn or, of a release and a device's store, the pfn; 0 of a fork
 * @param to the vpn that a move goes to; 0 of all others
 */
public record ForkCall(Kind kind, int mm, int at, int to) {

    /** What there is to call. */
    public enum Kind {
        /** {@code pin_user_pages_fast} to write. */
        PIN("pin", 1),
        /** {@code pin_user_pages_fast} to read, for long. */
        READ("read", 1),
        /** {@code get_user_pages_fast} to write. */
        GET("get", 1),
        /** {@code get_user_pages_fast} to read: {@code vmsplice}. */
        PEEK("peek", 1),
        /** {@code pin_user_pages_remote} with {@code FOLL_FORCE} to write: a debugger. */
        FORCE("force", 1),
        /** {@code fork}; only the parent has one. */
        FORK("fork", 0),
        /** A CPU's store. */
        STORE("store", 1),
        /** {@code MADV_DONTNEED}, or exit. */
        ZAP("zap", 1),
        /** ksmd looks at the page. */
        KSM("ksm", 1),
        /** Reclaim looks at the page. */
        SWAP("swap", 1),
        /** {@code /proc/PID/clear_refs}. */
        REFS("clear-refs", 1),
        /** {@code mprotect} to read-only, and back. */
        PROTECT("protect", 1),
        /** {@code UFFDIO_CONTINUE}. */
        CONTINUE("continue", 1),
        /** {@code UFFDIO_MOVE}. */
        MOVE("move", 2),
        /** This task's device stores to the page, if the task has it pinned to write. */
        DEVICE("device", 1),
        /** {@code unpin_user_page}, if this task has the page pinned to write; otherwise nothing. */
        UNPIN("unpin", 1),
        /** {@code unpin_user_page}, if this task has the page pinned to read; otherwise nothing. */
        UNREAD("unread", 1),
        /** {@code put_page}, if this task has a plain reference; otherwise nothing. */
        PUT("put", 1);

        private static final ImmutableMap<String, Kind> BY_TEXT =
                Maps.uniqueIndex(Arrays.asList(values()), kind -> kind.text);

        private final String text;
        private final int arguments;

        Kind(String text, int arguments) {
            this.text = text;
            this.arguments = arguments;
        }

        /** {@return whether it takes a page} */
        public boolean takes() {
            return this == PIN || this == READ || this == GET || this == PEEK || this == FORCE;
        }

        /** {@return whether it takes a page by a pin, or gives such a page back} */
        public boolean isPin() {
            return this == PIN || this == READ || this == FORCE || this == UNPIN || this == UNREAD;
        }

        /** {@return whether it gives a page back} */
        public boolean releases() {
            return this == UNPIN || this == UNREAD || this == PUT;
        }

        /** {@return whether it names a frame, whoever maps it} */
        public boolean namesFrame() {
            return releases() || this == DEVICE;
        }

        private boolean storesAsAllowed() {
            return this == PIN || this == GET || this == STORE;
        }
    }

    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:\\((c?)(\\d)(?:,(\\d))?\\))?");

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    public static ForkCall parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        Kind kind = matcher.matches() ? Kind.BY_TEXT.get(matcher.group(1)) : null;
        boolean child = kind != null && kind.arguments > 0 && "c".equals(matcher.group(2));
        if (kind == null || kind.arguments != arguments(matcher) || child && kind.namesFrame()) {
            throw new ScriptException("not a call: \"" + text + "\". Calls are "
                    + String.join(", ", Kind.BY_TEXT.keySet())
                    + "; fork names nothing, device and what releases a frame, move two vpns, the others a vpn, with a c"
                    + " before it if it is the child's.");
        }
        return new ForkCall(
                kind,
                child ? 1 : 0,
                kind.arguments > 0 ? Integer.parseInt(matcher.group(3)) : 0,
                kind.arguments > 1 ? Integer.parseInt(matcher.group(4)) : 0);
    }

    private static int arguments(Matcher matcher) {
        return matcher.group(3) == null ? 0 : matcher.group(4) == null ? 1 : 2;
    }

    /** Rejects calls that touch what the shape does not have, or would not let them. */
    void requireWithin(ForkShape shape) {
        boolean within = kind.namesFrame()
                ? at < shape.frames()
                : at < shape.vpns() && to < shape.vpns() && (kind != Kind.MOVE || at != to);
        if (!within) {
            throw new ScriptException("call " + this + " is outside the shape: vpns are 0.." + (shape.vpns() - 1)
                    + ", frames 0.." + (shape.frames() - 1)
                    + ", and a move is to another vpn. Map another page or change the call.");
        }
        if (!shape.writable() && kind.storesAsAllowed()) {
            throw new ScriptException("call " + this + " asks to store to a mapping that may not be written. Leave out"
                    + " -unwritable, or use force.");
        }
        if (kind == Kind.FORK && shape.layout().isBorn()) {
            throw new ScriptException("the parent forks once, and in layout shared it has. Take another layout.");
        }
    }

    /** {@return the call as {@link #parse} reads it} */
    @Override
    public String toString() {
        String whose = mm == 0 ? "" : "c";
        return switch (kind.arguments) {
            case 0 -> kind.text;
            case 1 -> kind.text + "(" + whose + at + ")";
            default -> kind.text + "(" + whose + at + "," + to + ")";
        };
    }
}
