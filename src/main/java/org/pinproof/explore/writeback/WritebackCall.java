package org.pinproof.explore.writeback;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.mm.FilePage;

/**
 * One call of a task: what it asks of the kernel, or does as a CPU or device. Prints as {@code pin} or {@code device(1)} and
 * parses back.
 *
 * @param half which half of the page a store goes to; 0 of a call that stores nothing
 */
public record WritebackCall(Kind kind, int half) {

    /** What there is to call. */
    public enum Kind {
        /** {@code pin_user_pages_fast}. */
        PIN("pin"),
        /** {@code pin_user_pages_fast} with {@code FOLL_LONGTERM}. */
        PIN_LONGTERM("pin-longterm"),
        /** {@code get_user_pages_fast}. */
        GET("get"),
        /** On-demand paging: a plain reference, and the device mapped unless the notifier was called meanwhile. */
        ODP("odp"),
        /** A write fault. */
        FAULT("fault"),
        /** This CPU loads the entry into its TLB. */
        FILL("fill"),
        /** This CPU stores through its TLB. */
        STORE("store"),
        /** The device is let at the page that this task holds. */
        DMA("dma"),
        /** The device is stopped. */
        DMA_STOP("dma-stop"),
        /** The device stores, if any task lets it. */
        DEVICE("device"),
        /** The holder stores through the kernel's mapping. */
        KMAP("kmap"),
        /** {@code unpin_user_page} of what this task holds. */
        UNPIN("unpin"),
        /** {@code unpin_user_pages_dirty_lock}. */
        UNPIN_DIRTY("unpin-dirty"),
        /** {@code put_page} of what this task holds. */
        PUT("put"),
        /** {@code set_page_dirty_lock} and {@code put_page}. */
        PUT_DIRTY("put-dirty"),
        /** The background flusher looks at the page. */
        FLUSH("flush"),
        /** {@code fsync}. */
        FSYNC("fsync"),
        /** Reclaim tries to take the page. */
        RECLAIM("reclaim"),
        /** The file is truncated. */
        TRUNCATE("truncate"),
        /** The page is unmapped. */
        ZAP("zap"),
        /** The file system writes one buffer by itself. */
        WRITE_BUFFER("write-buffer"),
        /** Waits until the owner of a long-term pin is killed. */
        KILLED("killed"),
        /** Keeps the time of a lease that is being broken. */
        TIMEOUT("timeout");

        private static final ImmutableMap<String, Kind> BY_TEXT =
                Maps.uniqueIndex(Arrays.asList(values()), kind -> kind.text);

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return whether the call names a half} */
        public boolean stores() {
            return this == STORE || this == DEVICE || this == KMAP || this == WRITE_BUFFER;
        }
    }

    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:\\(([01])\\))?");

    /** Rejects a half where none is named, and halves that do not exist. */
    public WritebackCall {
        if (half < 0 || half >= (kind.stores() ? FilePage.HALVES : 1)) {
            throw new IllegalArgumentException(kind + " has no half " + half);
        }
    }

    /** {@return a call that names no half} */
    public static WritebackCall of(Kind kind) {
        return new WritebackCall(kind, 0);
    }

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    public static WritebackCall parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        Kind kind = matcher.matches() ? Kind.BY_TEXT.get(matcher.group(1)) : null;
        if (kind == null || kind.stores() != (matcher.group(2) != null)) {
            throw new ScriptException("not a call: \"" + text + "\". Calls are "
                    + String.join(", ", Kind.BY_TEXT.keySet())
                    + "; store, device, kmap and write-buffer name a half, as device(1) does.");
        }
        return new WritebackCall(kind, kind.stores() ? Integer.parseInt(matcher.group(2)) : 0);
    }

    /** {@return the call as {@link #parse} reads it} */
    @Override
    public String toString() {
        return kind.stores() ? kind.text + "(" + half + ")" : kind.text;
    }
}
