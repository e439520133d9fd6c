package io.exogenesis.omega.learning.fusion;

import java.util.List;
import java.util.Optional;

/** The geometric median of the votes as they were sent, weighted by reputation; without tenure. */
public final class GeometricMedianRule implements AggregationRule {
    /** For the service loader. */
    public GeometricMedianRule() {}

    @Override
    public String name() {
        return "geometric-median";
    }

    @Override
    public String source() {
        return "Pillutla, Kakade, Harchaoui, \"Robust aggregation for federated learning\", IEEE TSP 2022";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> counted = Ballot.counted(ballots);
        return GeometricMedian.of(
                counted.stream().map(Ballot::vector).toList(),
                counted.stream().mapToDouble(b -> Math.min(1, b.reputation())).toArray());
    }
}
