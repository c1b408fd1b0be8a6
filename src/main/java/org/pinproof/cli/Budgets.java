package org.pinproof.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.SpecException;

/**
 * Each specification's share of a verification: {@code spec/budgets.json}, an object of seconds by base
 * specification, so {@code GupFast} for MCGupFast and MutGupFast too.
 *
 * <p>The seconds are those of the items one by one, whatever number of them is looked at at a time: on two processors
 * they pass twice as fast. Together they are at most {@link #ALL}.
 *
 * @param seconds by base specification; of one that is missing the time is not limited
 */
record Budgets(ImmutableMap<String, Double> seconds) {
    /** The file's name in the specification folder. */
    static final String FILE = "budgets.json";

    /** All of them at most: six and a half minutes of two processors. */
    private static final double ALL = 2 * 6.5 * 60;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * {@return the budgets of a specification folder, none if it has no such file}
     *
     * @throws SpecException if they are not positive numbers by name
     */
    static Budgets read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new Budgets(ImmutableMap.of());
        }
        try {
            Map<String, Double> seconds = JSON.readValue(file.toFile(), new TypeReference<Map<String, Double>>() {});
            seconds.forEach((name, limit) -> {
                if (limit == null || limit <= 0) {
                    throw new SpecException(
                            file + ": a budget is a number of seconds above 0; " + name + " has " + limit);
                }
            });
            return new Budgets(ImmutableMap.copyOf(seconds));
        } catch (JsonProcessingException e) {
            throw new SpecException(
                    file + " must be a JSON object of seconds by specification: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SpecException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return these budgets, each so many times as long} */
    Budgets times(double factor) {
        return new Budgets(seconds.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> entry.getValue() * factor)));
    }

    /** {@return what is wrong between this and the manifest, a line each} */
    ImmutableSet<String> faults(Manifest manifest) {
        if (seconds.isEmpty()) {
            return ImmutableSet.of();
        }
        ImmutableSet<String> modules = manifest.entries().stream()
                .map(entry -> Manifest.base(entry.module()))
                .collect(ImmutableSet.toImmutableSet());
        ImmutableSet.Builder<String> faults = ImmutableSet.builder();
        for (String module : modules) {
            if (!seconds.containsKey(module)) {
                faults.add("specification " + module + ": expected a budget in " + FILE
                        + ", got none; add the seconds that verify shows for it");
            }
        }
        for (String name : seconds.keySet()) {
            if (!modules.contains(name)) {
                faults.add("budget of " + name + " in " + FILE
                        + ": expected a specification of the manifest, got no such name; correct or remove it");
            }
        }
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (all > ALL) {
            faults.add(String.format(
                    "budgets in %s: expected at most %.0f s together, six and a half minutes of two processors, got %.0f s; take the"
                            + " rest from a specification that needs less, or leave cfgs to %s",
                    FILE, ALL, all, Campaign.FILE));
        }
        return faults.build();
    }
}
