package io.exogenesis.omega.learning.fusion;

import java.util.List;
import java.util.Optional;

/** The mean of the n − f − 2 votes that Krum ranks first. */
public final class MultiKrumRule implements AggregationRule {
    /** For the service loader. */
    public MultiKrumRule() {}

    @Override
    public String name() {
        return "multi-krum";
    }

    @Override
    public String source() {
        return "Blanchard, El Mhamdi, Guerraoui, Stainer, \"Machine learning with adversaries: Byzantine tolerant gradient descent\", NeurIPS 2017";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> ranked = KrumRule.ranked(Ballot.counted(ballots), tolerance);
        int n = ranked.size();
        long kept = Math.max(Math.min(1, n), n - Points.liars(n, tolerance) - 2L);
        return Points.mean(Ballot.counted(ranked.subList(0, (int) kept)), b -> 1);
    }
}
