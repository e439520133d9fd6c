package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.List;
import java.util.Optional;

/** The mean of the votes, each cut to the median length. */
public final class NormClipRule implements AggregationRule {
    /** For the service loader. */
    public NormClipRule() {}

    @Override
    public String name() {
        return "norm-clip";
    }

    @Override
    public String source() {
        return "Sun, Kairouz, Suresh, McMahan, \"Can you really backdoor federated learning?\", 2019";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> counted = Ballot.counted(ballots);
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        double limit = Points.median(
                counted.stream().mapToDouble(b -> Vectors.length(b.vector())).toArray());
        return Points.mean(counted.stream().map(b -> clipped(b, limit)).toList(), b -> 1);
    }

    private static Ballot clipped(Ballot b, double limit) {
        double length = Vectors.length(b.vector());
        if (length <= limit) {
            return b;
        }
        float[] shorter = new float[b.vector().length];
        for (int c = 0; c < shorter.length; c++) {
            shorter[c] = (float) (b.vector()[c] * (limit / length));
        }
        return new Ballot(shorter, b.reputation(), b.claimed(), b.age());
    }
}
