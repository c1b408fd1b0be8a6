package org.pinproof.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.pinproof.conform.Rung;
import org.pinproof.conform.RungScript;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Value;

/**
 * Specifications by module and constants, open as long as somebody uses them and a while after: opening one takes a
 * tenth of a second, and many traces share constants. But each that is open has TLC's classes to itself, which are then
 * compiled for it alone; one that is closed leaves them, compiled, to the next.
 */
final class OpenSpecs implements AutoCloseable {
    private static final int MOST_UNUSED = 6;

    private final Path folder;
    /** The one used last is last. */
    private final Map<Key, Shared> open = new LinkedHashMap<>();

    private record Key(String module, ImmutableMap<String, Value> constants) {}

    /** One specification, opened by its first user; guarded by itself, the number of its users by the map's owner. */
    private static final class Shared {
        private CheckedSpec spec;
        private int users;

        synchronized CheckedSpec opened(Rung rung, Path folder, ImmutableMap<String, Value> constants) {
            if (spec == null) {
                spec = rung.open(folder, constants);
            }
            return spec;
        }

        synchronized void close() {
            if (spec != null) {
                spec.close();
                spec = null;
            }
        }
    }

    OpenSpecs(Path folder) {
        this.folder = folder;
    }

    /** {@return what comes of working with the script's specification, which is the work's only as long as it lasts} */
    <T> T use(RungScript script, Function<CheckedSpec, T> work) {
        return use(script.rung(), script.rung().constants(script.text()), work);
    }

    /** {@return what comes of working with the rung's specification, which is the work's only as long as it lasts} */
    <T> T use(Rung rung, ImmutableMap<String, Value> constants, Function<CheckedSpec, T> work) {
        Shared shared = take(new Key(rung.module(), constants));
        try {
            return work.apply(shared.opened(rung, folder, constants));
        } finally {
            giveBack(shared);
        }
    }

    private synchronized Shared take(Key key) {
        Shared shared = open.containsKey(key) ? open.remove(key) : new Shared();
        open.put(key, shared);
        shared.users++;
        return shared;
    }

    private synchronized void giveBack(Shared shared) {
        shared.users--;
        long unused = open.values().stream().filter(other -> other.users == 0).count();
        Iterator<Shared> oldest = open.values().iterator();
        while (unused > MOST_UNUSED) {
            Shared other = oldest.next();
            if (other.users == 0) {
                oldest.remove();
                other.close();
                unused--;
            }
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Shared::close);
        open.clear();
    }
}
