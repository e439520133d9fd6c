package io.exogenesis.omega.core.config;

import io.exogenesis.omega.learning.fusion.AggregationRules;
import io.exogenesis.omega.learning.item.ItemSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How patterns become common knowledge.
 *
 * @param interval {@code omega.aggregate.interval}: rest between the end of a round and the next
 * @param enabled {@code omega.aggregate.enabled}: whether the timer runs rounds; an operator can always ask for one
 * @param epoch {@code omega.aggregate.epoch}: how long raw contributions live, samples aside; empty ({@code round}): until the next round
 * @param minVoters {@code omega.aggregate.min-voters}: distinct viewers behind a consolidated pattern, ≥ 3
 * @param threshold {@code omega.aggregate.threshold}: share of a jury that must agree, where the base rate of conversions allows it
 * @param tolerance {@code omega.aggregate.tolerance}: share of liars that is withstood, below .5
 * @param votingWindow {@code omega.aggregate.voting-window}: least time that a cluster stays open for dissent
 * @param similarity {@code omega.aggregate.similarity}: least cosine to a cluster's centre
 * @param sampleLease {@code omega.aggregate.sample-lease}: epochs for which a viewer's newest sample stands, the one that received it
 *     included; 1: no sample outlives its epoch. It ends before that when a newer one comes or the consent is withdrawn. Agents renew a
 *     sample after seven days: below eight days those whose history stands still drop out in between
 * @param rule {@code omega.aggregate.rule}: name of the rule that fuses a cluster's votes; the others are for comparison
 */
public record AggregateSettings(
        Duration interval,
        boolean enabled,
        Optional<Duration> epoch,
        int minVoters,
        double threshold,
        double tolerance,
        Duration votingWindow,
        double similarity,
        int sampleLease,
        String rule) {
    /** A year of days: somebody who has not been seen for so long is no longer there. */
    private static final int LONGEST_LEASE = 366;

    /** The specification's values. */
    public static final AggregateSettings DEFAULTS = new AggregateSettings(
            Duration.ofMinutes(5),
            true,
            Optional.of(Duration.ofHours(24)),
            3,
            .66,
            .33,
            Duration.ofSeconds(30),
            .8,
            ItemSettings.DEFAULT.lease(),
            AggregationRules.DEFAULT);

    public AggregateSettings {
        Checks.range("omega.aggregate.interval", interval, Duration.ofSeconds(1), Duration.ofDays(7));
        epoch.ifPresent(e -> Checks.range("omega.aggregate.epoch", e, Duration.ofSeconds(1), Duration.ofDays(31)));
        Checks.range("omega.aggregate.min-voters", minVoters, 3, 1_000_000);
        Checks.share("omega.aggregate.threshold", threshold);
        Checks.share("omega.aggregate.tolerance", tolerance);
        if (tolerance >= .5) {
            throw new InvalidSettingException("omega.aggregate.tolerance must be below .5, not " + tolerance);
        }
        Checks.range("omega.aggregate.voting-window", votingWindow, Duration.ZERO, Duration.ofDays(1));
        Checks.share("omega.aggregate.similarity", similarity);
        Checks.range("omega.aggregate.sample-lease", sampleLease, 1, LONGEST_LEASE);
        if (!AggregationRules.names().contains(rule)) {
            throw new InvalidSettingException("omega.aggregate.rule must be one of "
                    + String.join(", ", AggregationRules.names()) + ", not " + rule);
        }
    }
}
