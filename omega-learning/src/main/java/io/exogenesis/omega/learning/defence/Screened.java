package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.EpochRows;
import io.exogenesis.omega.learning.item.Grant;
import io.exogenesis.omega.model.MediaId;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * An epoch's rows and how far each title's column may be believed.
 *
 * @param rows weighted by reputation and density
 * @param grants of each title whose mass the share clamp changed
 * @param granted accepted mass by title; empty without a history
 * @param clamped titles that ask for more than they get
 * @param percentiles structure of the titles that grew, where it could be judged
 * @param frozen those of them that may not grow
 */
public record Screened(
        EpochRows rows,
        Map<MediaId, Grant> grants,
        SortedMap<MediaId, Double> granted,
        SortedSet<MediaId> clamped,
        SortedMap<MediaId, Double> percentiles,
        Set<MediaId> frozen) {
    public Screened {
        grants = Map.copyOf(grants);
        granted = Collections.unmodifiableSortedMap(granted);
        clamped = Collections.unmodifiableSortedSet(clamped);
        percentiles = Collections.unmodifiableSortedMap(percentiles);
        frozen = Set.copyOf(frozen);
    }
}
