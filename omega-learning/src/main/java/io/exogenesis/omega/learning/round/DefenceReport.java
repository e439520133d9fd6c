package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Map;

/**
 * What the item plane's defence did in a round and why. Nothing of it leaves the Core but the marks in the item model.
 *
 * @param founded whether there was a history to compare the epoch with
 * @param titles held back, raised, frozen or refuted titles, in the order of their ids
 * @param refutedShares at the end of an epoch, share of each viewer's sampled titles that the audit refuted; empty otherwise
 */
public record DefenceReport(boolean founded, List<Title> titles, Map<ViewerId, Double> refutedShares) {
    public static final DefenceReport NONE = new DefenceReport(false, List.of(), Map.of());

    public DefenceReport {
        titles = List.copyOf(titles);
        refutedShares = Map.copyOf(refutedShares);
    }

    /**
     * @param factor c_j, the amplitude of the title's column in this epoch; .02 of what was there if it is refuted
     * @param reason in words
     */
    public record Title(MediaId title, Measure measure, double factor, String reason) {}

    /** What is done to a title. */
    public enum Measure {
        /** It grows more slowly than its supporters ask for. */
        CLAMPED,
        /** It may not grow: its supporters do not look like viewers who would like it. */
        FROZEN,
        /** It falls more slowly than its supporters leave it. */
        RAISED,
        /** Those who were shown it did not watch it. */
        REFUTED
    }
}
