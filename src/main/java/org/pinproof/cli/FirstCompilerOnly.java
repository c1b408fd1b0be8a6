package org.pinproof.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps HotSpot's second compiler away for a while. A verification is hundreds of short pieces, and each specification has
 * TLC's classes to itself: what the second compiler makes of them is gone before it has paid for a fifth of the processors.
 *
 * <p>Much like the option {@code -XX:TieredStopAtLevel=1}, for a program that is started without options. A JVM that
 * cannot be told is left as it is: everything takes longer there, and nothing else is different.
 */
final class FirstCompilerOnly {
    private static final String DIRECTIVES = "[{ match: \"*.*\", c2: { Exclude: true } }]";
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    private FirstCompilerOnly() {}

    /** {@return what the work comes to, done with the first compiler} */
    static <T> T during(Supplier<T> work) {
        boolean told = begin();
        try {
            return work.get();
        } finally {
            if (told) {
                tell("compilerDirectivesRemove", new Object[0], new String[0]);
            }
        }
    }

    private static boolean begin() {
        try {
            Path file = Files.createTempFile("pinproof", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                Object[] arguments = {new String[] {file.toString()}};
                String[] types = {String[].class.getName()};
                return tell("compilerDirectivesAdd", arguments, types).contains("1 compiler directives added");
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return what the JVM says to it, nothing if it does not know the command} */
    private static String tell(String command, Object[] arguments, String[] types) {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), command, arguments, types)
                    .toString();
        } catch (JMException | RuntimeException e) {
            return "";
        }
    }
}
