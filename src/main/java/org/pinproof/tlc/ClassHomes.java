package org.pinproof.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Finds the jar or folder that a class of this program is loaded from, be it one jar for all or a Maven class path. */
final class ClassHomes {
    private ClassHomes() {}

    /** {@return the jar or folder holding the class of this binary name, without loading the class} */
    static Path of(String className) {
        String resource = className.replace('.', '/') + ".class";
        URL url = ClassHomes.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new SpecException("class " + className + " is not on the class path; rebuild with `mvn package`");
        }
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            String text = url.toURI().toString();
            return Path.of(URI.create(text.substring(0, text.length() - resource.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new SpecException("class path entry is not a usable path: " + url, e);
        }
    }
}
