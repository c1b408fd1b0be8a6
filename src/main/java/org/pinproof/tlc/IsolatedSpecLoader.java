package org.pinproof.tlc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives one specification its own copy of TLC's classes, whose static state (variables' positions, interned names, model
 * values) admits one specification at a time. Our interfaces, Guava and the JDK come from the program's loader, so values
 * and states are the same types on both sides.
 */
final class IsolatedSpecLoader extends URLClassLoader {
    private static final String BACKEND = "org.pinproof.tlc.embedded.EmbeddedBackend";
    private static final List<String> OWN =
            List.of("tlc2.", "tla2sany.", "util.", "pcal.", "tla2tex.", "model.", "org.pinproof.tlc.embedded.");

    static {
        ClassLoader.registerAsParallelCapable();
    }

    IsolatedSpecLoader() {
        super("specification", urls(), IsolatedSpecLoader.class.getClassLoader());
    }

    /** {@return this loader's way to open specifications} */
    SpecBackend backend() {
        try {
            return (SpecBackend) loadClass(BACKEND).getDeclaredConstructor().newInstance();
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

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new SpecException("TLC's jar could not be closed: " + e.getMessage(), e);
        }
    }
}
