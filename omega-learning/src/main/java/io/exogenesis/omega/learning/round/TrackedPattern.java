package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pattern of the bank with those who stand behind it.
 *
 * @param supporters pseudonym of a viewer → last epoch in which its support still counts
 */
public record TrackedPattern(ConsolidatedPattern pattern, SortedMap<String, Long> supporters) {
    public TrackedPattern {
        supporters = Collections.unmodifiableSortedMap(new TreeMap<>(supporters));
    }
}
