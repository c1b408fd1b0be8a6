package org.pinproof.tlc;

import com.google.common.collect.ImmutableSortedSet;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tlc2.tool.impl.ModelConfig;
import util.SimpleFilenameToStream;

/** What a cfg asks, as TLC reads it. */
public final class CfgQuestions {
    private CfgQuestions() {}

    /** {@return the names after INVARIANT and PROPERTY, and {@code deadlock} if that is looked for} */
    public static ImmutableSortedSet<String> of(Path cfg) {
        ModelConfig read = new ModelConfig(cfg.toString(), new SimpleFilenameToStream());
        read.parse();
        ImmutableSortedSet.Builder<String> questions = ImmutableSortedSet.naturalOrder();
        Stream.of(read.getInvariants(), read.getProperties())
                .forEach(names -> IntStream.range(0, names.size())
                        .forEach(i -> questions.add(names.elementAt(i).toString())));
        if (read.getCheckDeadlock()) {
            questions.add("deadlock");
        }
        return questions.build();
    }
}
