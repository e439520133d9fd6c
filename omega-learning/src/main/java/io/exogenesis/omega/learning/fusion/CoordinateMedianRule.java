package io.exogenesis.omega.learning.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The median of each coordinate by itself. */
public final class CoordinateMedianRule implements AggregationRule {
    /** For the service loader. */
    public CoordinateMedianRule() {}

    @Override
    public String name() {
        return "coordinate-median";
    }

    @Override
    public String source() {
        return "Yin, Chen, Ramchandran, Bartlett, \"Byzantine-robust distributed learning\", ICML 2018";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> counted = Ballot.counted(ballots);
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        double[] weights = new double[counted.size()];
        Arrays.fill(weights, 1);
        return Optional.of(GeometricMedian.coordinateMedian(
                counted.stream().map(Ballot::vector).toArray(float[][]::new), weights));
    }
}
