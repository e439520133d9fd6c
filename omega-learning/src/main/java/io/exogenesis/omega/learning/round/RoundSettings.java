package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.defence.DefenceSettings;
import io.exogenesis.omega.learning.fusion.AggregationRules;
import io.exogenesis.omega.learning.item.ItemSettings;
import java.time.Duration;

/**
 * Parameters of a round; the defaults are the specification's.
 *
 * @param similarity cosine to a cluster's median that makes a pattern its member
 * @param minVoters distinct viewers before a cluster may enter the bank
 * @param threshold τ, yes-share of jurors that admits where the base rate allows it; else the nearest share that does
 * @param tolerance f, share of liars that consensus and juries are meant to stand
 * @param votingWindow least time a cluster stays open before it can be admitted
 * @param supportEpochs epochs after which a supporter that did not come again no longer counts, a silent juror loses its
 *     place, and a refusal is forgotten
 * @param republishShare share of changed rows from which a new item model is published within an epoch
 * @param items the item plane's parameters
 * @param defence what keeps liars from pushing or burying a title in the item plane
 * @param rule name of the rule that fuses a cluster's votes, see {@link AggregationRules}
 */
public record RoundSettings(
        double similarity,
        int minVoters,
        double threshold,
        double tolerance,
        Duration votingWindow,
        int supportEpochs,
        double republishShare,
        ItemSettings items,
        DefenceSettings defence,
        String rule) {
    public static final RoundSettings DEFAULT =
            new RoundSettings(.8, 3, .66, .33, Duration.ofSeconds(30), 30, .01, ItemSettings.DEFAULT);

    /** With the defence that ships and the default rule. */
    public RoundSettings(
            double similarity,
            int minVoters,
            double threshold,
            double tolerance,
            Duration votingWindow,
            int supportEpochs,
            double republishShare,
            ItemSettings items) {
        this(
                similarity,
                minVoters,
                threshold,
                tolerance,
                votingWindow,
                supportEpochs,
                republishShare,
                items,
                DefenceSettings.DEFAULT,
                AggregationRules.DEFAULT);
    }

    public RoundSettings {
        AggregationRules.byName(rule); // says which there are
        if (!(similarity > 0 && similarity < 1)) {
            throw new LearningException("similarity must be between 0 and 1, not " + similarity);
        }
        if (minVoters < 2 || supportEpochs < 1) {
            throw new LearningException("min voters must be at least 2 and support epochs at least 1, not " + minVoters
                    + " and " + supportEpochs);
        }
        if (!(threshold > 0 && threshold <= 1) || !(tolerance >= 0 && tolerance < .5)) {
            throw new LearningException(
                    "threshold must be in (0, 1] and tolerance in [0, .5), not " + threshold + " and " + tolerance);
        }
        if (votingWindow.isNegative() || !(republishShare >= 0 && republishShare <= 1)) {
            throw new LearningException("voting window must not be negative and republish share in [0, 1]: "
                    + votingWindow + ", " + republishShare);
        }
    }

    /** The same with another voting window. */
    public RoundSettings withVotingWindow(Duration window) {
        return new RoundSettings(
                similarity,
                minVoters,
                threshold,
                tolerance,
                window,
                supportEpochs,
                republishShare,
                items,
                defence,
                rule);
    }

    /** The same with another defence of the item plane. */
    public RoundSettings withDefence(DefenceSettings other) {
        return new RoundSettings(
                similarity,
                minVoters,
                threshold,
                tolerance,
                votingWindow,
                supportEpochs,
                republishShare,
                items,
                other,
                rule);
    }

    /** The same with another rule. */
    public RoundSettings withRule(String name) {
        return new RoundSettings(
                similarity,
                minVoters,
                threshold,
                tolerance,
                votingWindow,
                supportEpochs,
                republishShare,
                items,
                defence,
                name);
    }
}
