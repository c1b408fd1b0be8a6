package org.pinproof.tlc.embedded;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.pinproof.tlc.SpecException;

/**
 * As many copies of the specification as threads evaluate it at once, at most one per processor; further threads wait.
 * Any thread may evaluate, which TLC's own per-worker constants admit only of its {@code IdThread}s.
 *
 * <p>An evaluation must not start another one: it could wait for itself.
 */
final class SpecCopies {
    private final SpecSnapshot snapshot;
    private final LinkedBlockingDeque<LoadedSpec> idle = new LinkedBlockingDeque<>();
    private final ReadWriteLock loading = new ReentrantReadWriteLock();
    private final int most = Runtime.getRuntime().availableProcessors();
    private int made = 1;

    SpecCopies(SpecSnapshot snapshot, LoadedSpec first) {
        this.snapshot = snapshot;
        idle.add(first);
    }

    <T> T use(Function<LoadedSpec, T> evaluation) {
        LoadedSpec copy = take();
        loading.readLock().lock();
        try {
            return evaluation.apply(copy);
        } finally {
            loading.readLock().unlock();
            idle.addFirst(copy);
        }
    }

    private LoadedSpec take() {
        LoadedSpec copy = idle.pollFirst();
        if (copy != null) {
            return copy;
        }
        if (mayMakeOneMore()) {
            return load();
        }
        try {
            return idle.takeFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpecException("the thread was interrupted while it waited for the specification", e);
        }
    }

    private synchronized boolean mayMakeOneMore() {
        if (made >= most) {
            return false;
        }
        made++;
        return true;
    }

    private LoadedSpec load() {
        loading.writeLock().lock();
        try {
            return EmbeddedBackend.load(snapshot);
        } finally {
            loading.writeLock().unlock();
        }
    }
}
