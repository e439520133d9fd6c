package io.exogenesis.omega.learning.fusion;

import java.util.List;
import java.util.Optional;

/** The specification's pseudo-code, kept as a yardstick: Σ(e·q)/Σq with q as each viewer reports it of itself. */
public final class WeightedMeanRule implements AggregationRule {
    /** For the service loader. */
    public WeightedMeanRule() {}

    @Override
    public String name() {
        return "weighted-mean";
    }

    @Override
    public String source() {
        return "Exogenesis Omega, specification, Appendix A: consensus pseudo-code";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        return Points.mean(
                Ballot.counted(ballots), b -> Double.isFinite(b.claimed()) ? Math.clamp(b.claimed(), 0, 1) : 0);
    }
}
