package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.explore.longterm.LongtermCall.Kind;
import org.pinproof.trace.Value;

/** What is known of one task, while {@link LongtermLocals} reads its log: the fields of the specification's {@code loc}. */
final class LongtermKnown {
    /** No frame, no vpn. */
    static final long NONE = -1;

    /** The page at hand has been migrated, and its old frame is still to be freed. */
    static final String SETTLED = "settled";

    /** What a call may go on with. */
    static final ImmutableList<String> ONWARD = ImmutableList.of(
            "none", "idle", "SlowFollow", "LtUnpinAll", "refused", "LtRetry", "MigAlloc", SETTLED, "LruPutback");

    static final ImmutableList<String> NUMBERS = ImmutableList.of("v", "n", "fast", "p", "i", "x", "q", "w");
    static final ImmutableList<String> FLAGS = ImmutableList.of("coll", "ok", "bad", "allow");
    static final ImmutableList<String> LISTS = ImmutableList.of("got", "list");

    /** A length, and as many pages as one call can have at most. */
    static final int LIST_WORDS = 3;

    static final int WORDS = 2 + NUMBERS.size() + FLAGS.size() + LISTS.size() * LIST_WORDS;

    Kind kind;
    String to = "none";
    long vpn;
    long nr;
    long fast;
    long page = NONE;
    long looked;
    long elsewhere = NONE;
    long target = NONE;
    long mapper = NONE;
    boolean collected;
    boolean moved;
    boolean failed;
    boolean allowed = true;
    final List<Long> got = new ArrayList<>();
    final List<Long> list = new ArrayList<>();

    /** Whether what the call takes or gives back is pins. */
    boolean pins() {
        return kind == Kind.PIN || kind.isLongterm() || kind == Kind.UNPIN;
    }

    /** The fast path is left. */
    void stop() {
        page = NONE;
        to = "none";
        fast = got.size();
    }

    /** What the release of the last page leads to. */
    String afterUnpin() {
        return !collected ? "refused" : list.isEmpty() ? "LtRetry" : "MigAlloc";
    }

    /** The step that was put off is next. */
    void onward() {
        if (to.equals(SETTLED)) {
            settle(false);
        } else {
            page = NONE;
            to = "none";
        }
    }

    /** The page at hand is done with. */
    void settle(boolean bad) {
        list.remove(0);
        page = NONE;
        to = "none";
        target = NONE;
        mapper = NONE;
        moved = false;
        failed |= bad;
        if (list.isEmpty() && kind.isLongterm() && failed) {
            allowed = false;
        }
    }

    /** The slow path begins again. */
    void restart() {
        page = NONE;
        to = "none";
        looked = 0;
        collected = false;
        elsewhere = NONE;
        list.clear();
        target = NONE;
        mapper = NONE;
        moved = false;
        failed = false;
    }

    void add(ImmutableLongArray.Builder words) {
        words.add(kind == null ? NONE : kind.ordinal()).add(ONWARD.indexOf(to));
        words.add(vpn)
                .add(nr)
                .add(fast)
                .add(page)
                .add(looked)
                .add(elsewhere)
                .add(target)
                .add(mapper);
        words.add(collected ? 1 : 0).add(moved ? 1 : 0).add(failed ? 1 : 0).add(allowed ? 1 : 0);
        add(words, got);
        add(words, list);
    }

    private static void add(ImmutableLongArray.Builder words, List<Long> pages) {
        words.add(pages.size());
        for (int i = 0; i < LIST_WORDS - 1; i++) {
            words.add(i < pages.size() ? pages.get(i) : NONE);
        }
    }

    /** {@return the sequence whose words begin here} */
    static Value list(ImmutableLongArray words, int at) {
        int length = (int) words.get(at);
        return Value.tuple(words.subArray(at + 1, at + 1 + length).asList().stream()
                .map(Value::of)
                .toList());
    }
}
