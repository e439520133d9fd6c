package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pattern of the bank with those who stand behind it, or one that its jury refused, with nobody.
 *
 * @param supporters pseudonym of a viewer → last epoch in which its support still counts
 * @param trial how far it has come with its jury
 */
public record TrackedPattern(ConsolidatedPattern pattern, SortedMap<String, Long> supporters, Trial trial) {
    public TrackedPattern {
        supporters = Collections.unmodifiableSortedMap(new TreeMap<>(supporters));
    }
}
