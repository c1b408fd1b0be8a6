package org.pinproof.explore.count;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.explore.ScriptException;

/** One call of a task, as data. Prints as {@code pin(0,1G)} and parses back. */
public sealed interface CountCall {
    /** Calls of pages that the script does not have are an error. */
    Pattern TEXT = Pattern.compile("([a-z]+)(?:\\((\\d)(?:,([0-9]+[KMG]))?\\))?");

    /** Half of a walk: a speculative reference to the page, for all of this size. To be kept, or undone. */
    record Take(boolean pin, int page, CallSize size) implements CountCall {
        @Override
        public String toString() {
            return (pin ? "pin(" : "get(") + page + "," + size + ")";
        }
    }

    /** The other half, if all went well: what was taken is handed out. Nothing if nothing was. */
    record Keep() implements CountCall {
        @Override
        public String toString() {
            return "keep";
        }
    }

    /** The other half, if a re-check failed: what was taken is given back. Nothing if nothing was. */
    record Undo() implements CountCall {
        @Override
        public String toString() {
            return "undo";
        }
    }

    /** The slow path to one small page. */
    record Follow(boolean pin, int page) implements CountCall {
        @Override
        public String toString() {
            return (pin ? "slowpin(" : "slowget(") + page + ")";
        }
    }

    /** The end of what this task holds of this kind and size; nothing if it does not. */
    record Drop(boolean pin, int page, CallSize size) implements CountCall {
        @Override
        public String toString() {
            return (pin ? "unpin(" : "put(") + page + "," + size + ")";
        }
    }

    /** One mapping goes. */
    record Zap(int page) implements CountCall {
        @Override
        public String toString() {
            return "zap(" + page + ")";
        }
    }

    /** A free page is mapped. */
    record Map(int page) implements CountCall {
        @Override
        public String toString() {
            return "map(" + page + ")";
        }
    }

    /** A free page is somebody's, by a plain reference. */
    record Reuse(int page) implements CountCall {
        @Override
        public String toString() {
            return "reuse(" + page + ")";
        }
    }

    /** Is it pinned? */
    record Query(int page) implements CountCall {
        @Override
        public String toString() {
            return "query(" + page + ")";
        }
    }

    /** {@return the page it is about; the first where it says none} */
    default int about() {
        if (this instanceof Take take) {
            return take.page();
        }
        if (this instanceof Follow follow) {
            return follow.page();
        }
        if (this instanceof Drop drop) {
            return drop.page();
        }
        if (this instanceof Zap zap) {
            return zap.page();
        }
        if (this instanceof Map map) {
            return map.page();
        }
        if (this instanceof Reuse reuse) {
            return reuse.page();
        }
        return this instanceof Query query ? query.page() : 0;
    }

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    static CountCall parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw notACall(text);
        }
        String name = matcher.group(1);
        String page = matcher.group(2);
        String size = matcher.group(3);
        CountCall call = page == null
                ? bare(name)
                : size == null
                        ? ofPage(name, Integer.parseInt(page))
                        : sized(name, Integer.parseInt(page), CallSize.named(size));
        if (call == null) {
            throw notACall(text);
        }
        return call;
    }

    private static CountCall bare(String name) {
        return switch (name) {
            case "keep" -> new Keep();
            case "undo" -> new Undo();
            default -> null;
        };
    }

    private static CountCall ofPage(String name, int page) {
        return switch (name) {
            case "slowpin" -> new Follow(true, page);
            case "slowget" -> new Follow(false, page);
            case "zap" -> new Zap(page);
            case "map" -> new Map(page);
            case "reuse" -> new Reuse(page);
            case "query" -> new Query(page);
            default -> null;
        };
    }

    private static CountCall sized(String name, int page, CallSize size) {
        return switch (name) {
            case "pin" -> new Take(true, page, size);
            case "get" -> new Take(false, page, size);
            case "unpin" -> new Drop(true, page, size);
            case "put" -> new Drop(false, page, size);
            default -> null;
        };
    }

    private static ScriptException notACall(String text) {
        return new ScriptException("not a call: \"" + text + "\". Calls are pin(PAGE,SIZE), get(PAGE,SIZE), keep, undo,"
                + " unpin(PAGE,SIZE), put(PAGE,SIZE), slowpin(PAGE), slowget(PAGE), zap(PAGE), map(PAGE), reuse(PAGE) and"
                + " query(PAGE), with one digit for the page.");
    }
}
