package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.aggregate.Moderator;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.round.PatternOrders;
import io.exogenesis.omega.learning.round.RoundResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the operator says, about titles and about patterns, as a round asks for it. */
@Singleton
public class OperatorsWord implements Moderator {
    private final TitleModeration titles;
    private final PatternModeration patterns;

    @Inject
    public OperatorsWord(TitleModeration titles, PatternModeration patterns) {
        this.titles = titles;
        this.patterns = patterns;
    }

    @Override
    public Moderation current() {
        return titles.current();
    }

    @Override
    public PatternOrders orders() {
        return patterns.orders();
    }

    @Override
    public void committed(RoundRecord round, RoundResult result) {
        titles.committed(round, result);
        patterns.committed(round);
    }
}
