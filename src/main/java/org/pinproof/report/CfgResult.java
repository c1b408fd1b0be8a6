package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What checking one cfg found.
 *
 * @param question what it asks, if the manifest knows it
 * @param expected the verdict in the manifest, if it is there
 * @param found TLC's verdict
 * @param distinct different states
 * @param generated states computed
 * @param depth levels of the search
 * @param seconds of TLC
 * @param differences from the manifest, and between TLC and the own enumeration, one line each
 */
public record CfgResult(
        String cfg,
        Optional<String> question,
        Optional<String> expected,
        String found,
        long distinct,
        long generated,
        int depth,
        double seconds,
        ImmutableList<String> differences,
        Judgement judgement) {}
