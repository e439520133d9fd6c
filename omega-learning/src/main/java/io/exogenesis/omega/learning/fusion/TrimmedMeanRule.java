package io.exogenesis.omega.learning.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In each coordinate the mean without the tolerated share of liars at either end. */
public final class TrimmedMeanRule implements AggregationRule {
    /** For the service loader. */
    public TrimmedMeanRule() {}

    @Override
    public String name() {
        return "trimmed-mean";
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
        int n = counted.size();
        int cut = Math.min(Points.liars(n, tolerance), (n - 1) / 2);
        double[] sum = new double[counted.getFirst().vector().length];
        double[] column = new double[n];
        for (int c = 0; c < sum.length; c++) {
            for (int i = 0; i < n; i++) {
                column[i] = counted.get(i).vector()[c];
            }
            Arrays.sort(column);
            sum[c] = Arrays.stream(column, cut, n - cut).sum();
        }
        return Points.toFloats(sum, n - 2.0 * cut);
    }
}
