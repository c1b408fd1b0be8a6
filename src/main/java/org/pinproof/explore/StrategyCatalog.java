package org.pinproof.explore;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.function.LongFunction;

/** The strategies by name, each made from a seed; exhaustive ones ignore it. */
public final class StrategyCatalog {

    private static final ImmutableMap<String, LongFunction<Strategy>> STRATEGIES =
            ImmutableMap.<String, LongFunction<Strategy>>builder()
                    .put("portfolio", Portfolio::standard)
                    .put("random", RandomWalk::new)
                    .put("urw", UniformRandomWalk::new)
                    .put("pos", Pos::new)
                    .put("pct1", seed -> new Pct(1, seed))
                    .put("pct2", seed -> new Pct(2, seed))
                    .put("pct3", seed -> new Pct(3, seed))
                    .put("dpor", seed -> new SourceDpor())
                    .put("naive", seed -> new Naive())
                    .build();

    private StrategyCatalog() {}

    /** {@return all names; stateful search is not among them, it does not run executions} */
    public static ImmutableSet<String> names() {
        return STRATEGIES.keySet();
    }

    /**
     * {@return a new strategy}
     *
     * @throws IllegalArgumentException if the name is unknown; the message lists the names
     */
    public static Strategy strategy(String name, long seed) {
        LongFunction<Strategy> strategy = STRATEGIES.get(name);
        if (strategy == null) {
            throw new IllegalArgumentException(
                    "no strategy is called \"" + name + "\"; there are " + String.join(", ", names()));
        }
        return strategy.apply(seed);
    }
}
