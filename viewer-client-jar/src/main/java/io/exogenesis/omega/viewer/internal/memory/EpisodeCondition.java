package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.viewer.internal.store.Choice;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.EpisodeQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** What an episode must satisfy. */
record EpisodeCondition(double minReward, EpisodeQuery.Outcome outcome, Optional<Instant> since)
        implements Predicate<Episode> {
    /** What a query asks for now. */
    static EpisodeCondition of(EpisodeQuery query, Instant now) {
        return new EpisodeCondition(
                query.minReward(), query.outcome(), query.window().map(now::minus));
    }

    @Override
    public boolean test(Episode e) {
        return test(e.reward(), e.success(), e.at());
    }

    boolean test(Choice c) {
        return test(c.reward(), c.reward() >= Episode.SUCCESS, c.at());
    }

    private boolean test(double reward, boolean success, Instant at) {
        return reward >= minReward
                && (outcome == EpisodeQuery.Outcome.ANY || success == (outcome == EpisodeQuery.Outcome.SUCCESSES))
                && since.map(at::isAfter).orElse(true);
    }
}
