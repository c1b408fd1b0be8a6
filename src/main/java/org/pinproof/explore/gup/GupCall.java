package org.pinproof.explore.gup;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** One call of a task: what it asks of the kernel, as data. Prints as {@code pin(0,1)} and parses back. */
public sealed interface GupCall {

    /** {@code pin_user_pages_fast} of {@code nr} pages from {@code vpn}. */
    record Pin(int vpn, int nr) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(vpn, shape.vpns()) && nr >= 1 && nr <= shape.vpns() - vpn;
        }

        @Override
        public String toString() {
            return text("pin", vpn, nr);
        }
    }

    /** {@code get_user_pages_fast} of {@code nr} pages from {@code vpn}. */
    record Get(int vpn, int nr) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(vpn, shape.vpns()) && nr >= 1 && nr <= shape.vpns() - vpn;
        }

        @Override
        public String toString() {
            return text("get", vpn, nr);
        }
    }

    /** {@code unpin_user_page}, if this task has pinned the page; otherwise nothing. */
    record Unpin(int pfn) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(pfn, shape.frames());
        }

        @Override
        public String toString() {
            return text("unpin", pfn);
        }
    }

    /** {@code put_page}, if this task has a plain reference to the page; otherwise nothing. */
    record Put(int pfn) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(pfn, shape.frames());
        }

        @Override
        public String toString() {
            return text("put", pfn);
        }
    }

    /** The checker: clear, flush, write-protect, ask whether the page is pinned. */
    record Clean(int vpn) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(vpn, shape.vpns());
        }

        @Override
        public String toString() {
            return text("clean", vpn);
        }
    }

    /** Unmaps whatever maps the vpn. */
    record Zap(int vpn) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(vpn, shape.vpns());
        }

        @Override
        public String toString() {
            return text("zap", vpn);
        }
    }

    /** A fault that maps the vpn to the frame, if nothing is mapped there and the frame is free. */
    record Map(int vpn, int pfn) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(vpn, shape.vpns()) && isIndex(pfn, shape.frames());
        }

        @Override
        public String toString() {
            return text("map", vpn, pfn);
        }
    }

    /** Somebody else gets the frame, if it is free, and holds it by a plain reference. */
    record Reuse(int pfn) implements GupCall {
        @Override
        public boolean isWithin(GupShape shape) {
            return isIndex(pfn, shape.frames());
        }

        @Override
        public String toString() {
            return text("reuse", pfn);
        }
    }

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    static GupCall parse(String text) {
        Matcher matcher = Pattern.compile("([a-z]+)\\((\\d)(?:,(\\d))?\\)").matcher(text);
        if (!matcher.matches()) {
            throw notACall(text);
        }
        int a = Integer.parseInt(matcher.group(2));
        boolean two = matcher.group(3) != null;
        int b = two ? Integer.parseInt(matcher.group(3)) : -1;
        GupCall call =
                switch (matcher.group(1)) {
                    case "pin" -> new Pin(a, b);
                    case "get" -> new Get(a, b);
                    case "unpin" -> new Unpin(a);
                    case "put" -> new Put(a);
                    case "clean" -> new Clean(a);
                    case "zap" -> new Zap(a);
                    case "map" -> new Map(a, b);
                    case "reuse" -> new Reuse(a);
                    default -> throw notACall(text);
                };
        if (two != (call instanceof Pin || call instanceof Get || call instanceof Map)) {
            throw notACall(text);
        }
        return call;
    }

    /** Rejects calls that touch pages or frames the shape does not have. */
    default void requireWithin(GupShape shape) {
        if (!isWithin(shape)) {
            throw new ScriptException("call " + this + " is outside the shape: vpns are 0.." + (shape.vpns() - 1)
                    + ", frames 0.." + (shape.frames() - 1)
                    + ", and a walk covers at least one page. Raise the shape or"
                    + " change the call.");
        }
    }

    /** {@return whether every page and frame this call names is there} */
    boolean isWithin(GupShape shape);

    private static boolean isIndex(int number, int size) {
        return number >= 0 && number < size;
    }

    private static ScriptException notACall(String text) {
        return new ScriptException("not a call: \"" + text
                + "\". Calls are pin(VPN,NR), get(VPN,NR), unpin(PFN), put(PFN), clean(VPN), zap(VPN), map(VPN,PFN) and"
                + " reuse(PFN), with one digit each.");
    }

    private static String text(String name, int... arguments) {
        return Arrays.stream(arguments).mapToObj(Integer::toString).collect(Collectors.joining(",", name + "(", ")"));
    }
}
