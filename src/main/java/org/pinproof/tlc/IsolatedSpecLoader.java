package org.pinproof.tlc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives one specification its own copy of TLC's classes, whose static state (variables' positions, interned names, model
 * values) admits one specification at a time. Our interfaces, Guava and the JDK come from the program's loader, so values
 * and states are the same types on both sides.
 *
 * <p>A loader whose specification was closed is kept for the next one with the same root module, and so the same variables:
 * TLC admits the same module with another cfg, and by then its classes are compiled. For another module its tables of names
 * are not clean, so it gets a loader of its own.
 */
final class IsolatedSpecLoader extends URLClassLoader {
    private static final String BACKEND = "org.pinproof.tlc.embedded.EmbeddedBackend";
    private static final String ENGINE = "org.pinproof.tlc.embedded.EmbeddedTlc";
    private static final List<String> OWN =
            List.of("tlc2.", "tla2sany.", "util.", "pcal.", "tla2tex.", "model.", "org.pinproof.tlc.embedded.");

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private static final int MOST_IDLE = Runtime.getRuntime().availableProcessors();
    private static final Map<Family, Deque<IsolatedSpecLoader>> IDLE = new HashMap<>();

    /** Specifications that may follow each other in one loader. */
    private record Family(Path directory, String module) {}

    private final Family family;
    private boolean lent;

    private IsolatedSpecLoader(Family family) {
        super("specification", urls(), IsolatedSpecLoader.class.getClassLoader());
        this.family = family;
    }

    /** {@return a loader for this source, to be closed when the specification is} */
    static IsolatedSpecLoader of(SpecSource source) {
        Family family = new Family(source.directory(), source.module());
        synchronized (IDLE) {
            Deque<IsolatedSpecLoader> idle = IDLE.get(family);
            IsolatedSpecLoader loader = idle == null || idle.isEmpty() ? new IsolatedSpecLoader(family) : idle.pop();
            loader.lent = true;
            return loader;
        }
    }

    /** {@return this loader's way to open specifications} */
    SpecBackend backend() {
        return made(SpecBackend.class, BACKEND);
    }

    /** {@return this loader's way to run TLC itself} */
    TlcEngine engine() {
        return made(TlcEngine.class, ENGINE);
    }

    private <T> T made(Class<T> type, String name) {
        try {
            return type.cast(loadClass(name).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SpecException("TLC cannot be loaded; check -D" + OfficialJar.PROPERTY + " if it is set: " + e, e);
        }
    }

    private static URL[] urls() {
        Set<Path> homes = new LinkedHashSet<>();
        OfficialJar.configured().ifPresent(homes::add);
        homes.add(ClassHomes.of("tlc2.TLC"));
        homes.add(ClassHomes.of(BACKEND));
        return homes.stream().map(IsolatedSpecLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new SpecException("class path entry is not a usable path: " + path, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> found = loaded != null ? loaded : findClass(name);
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    /** Makes the loader available again, or lets it go where enough are. */
    @Override
    public void close() {
        synchronized (IDLE) {
            if (!lent) {
                return;
            }
            lent = false;
            Deque<IsolatedSpecLoader> idle = IDLE.computeIfAbsent(family, key -> new ArrayDeque<>());
            if (idle.size() < MOST_IDLE) {
                idle.push(this);
                return;
            }
        }
        discard();
    }

    /** Closes for good: what went wrong while a specification was loaded must not reach the next one. */
    void discard() {
        try {
            super.close();
        } catch (IOException e) {
            throw new SpecException("TLC's jar could not be closed: " + e.getMessage(), e);
        }
    }
}
