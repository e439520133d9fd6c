package io.exogenesis.omega.lab.example;

import io.exogenesis.omega.learning.fusion.AggregationRule;
import io.exogenesis.omega.learning.fusion.Ballot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The vote of the viewer with the longest standing. Anybody who waits long enough owns every pattern: not a good rule. */
public final class FirstVoteRule implements AggregationRule {
    @Override
    public String name() {
        return "eldest";
    }

    @Override
    public String source() {
        return "An example of docs/research.md";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        return ballots.stream()
                .filter(Ballot::counts)
                .max(Comparator.comparingLong(Ballot::age).thenComparing(b -> b.vector()[0]))
                .map(Ballot::vector);
    }
}
