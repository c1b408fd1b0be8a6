package org.pinproof.tlc;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line of the JVM that runs TLC. */
final class TlcCommand {
    private static final String MAIN = "org.pinproof.tlc.embedded.TlcChild";
    /** One class from each jar that the child's own code needs beside TLC. */
    private static final List<String> NEEDED = List.of(
            "tlc2.TLC",
            MAIN,
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.JsonNode",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.google.common.collect.ImmutableList",
            "com.google.common.util.concurrent.internal.InternalFutureFailureAccess");

    private static final String C1_ONLY = "-XX:TieredStopAtLevel=1";

    private TlcCommand() {}

    /** {@return the command of a JVM for this run alone} */
    static List<String> of(TlcRequest request, RunFolder folder) {
        List<String> command = java(request, folder);
        if (request.brief()) {
            command.add(C1_ONLY);
        }
        command.add(MAIN);
        command.add(request.source().module());
        command.add(request.source().cfg().getFileName().toString());
        command.add(folder.meta().toString());
        command.add(Integer.toString(request.workers()));
        command.add(Boolean.toString(request.coverage()));
        return command;
    }

    /** {@return the command of a JVM for runs like this one} */
    static List<String> warm(TlcRequest like, RunFolder folder) {
        List<String> command = java(like, folder);
        // Compiled well for one cfg would be too late for it, and the next may be of another module, in another loader.
        command.add(C1_ONLY);
        command.add(WarmMain.class.getName());
        return command;
    }

    private static List<String> java(TlcRequest request, RunFolder folder) {
        List<String> command = new ArrayList<>();
        command.add(java(request.javaHome()).toString());
        command.add("-Xmx" + request.heapMegabytes() + "m");
        command.add(request.workers() == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.add("-Djava.io.tmpdir=" + folder.temporary());
        // TLC would read an opt-in to usage statistics from the user's home.
        command.add("-Duser.home=" + folder.temporary());
        command.add("-Djava.rmi.server.hostname=127.0.0.1");
        command.add("-Dutil.FileUtil.milliseconds=true");
        OfficialJar.configured().ifPresent(jar -> command.add("-D" + OfficialJar.PROPERTY + "=" + jar));
        command.add("-cp");
        command.add(classPath());
        return command;
    }

    private static Path java(Path home) {
        boolean windows = File.separatorChar == '\\';
        Path java = home.resolve("bin").resolve(windows ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new SpecException("TLC runs on the Java installation that runs Pinproof; " + java
                    + " is not an executable file; start Pinproof from a complete JDK or JRE");
        }
        return java;
    }

    private static String classPath() {
        Set<Path> homes = new LinkedHashSet<>();
        OfficialJar.configured().ifPresent(homes::add);
        NEEDED.forEach(name -> homes.add(ClassHomes.of(name)));
        return homes.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
