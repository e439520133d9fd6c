package io.exogenesis.omega.learning.fusion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The one vote that is nearest to its n − f − 2 nearest others. */
public final class KrumRule implements AggregationRule {
    /** For the service loader. */
    public KrumRule() {}

    @Override
    public String name() {
        return "krum";
    }

    @Override
    public String source() {
        return "Blanchard, El Mhamdi, Guerraoui, Stainer, \"Machine learning with adversaries: Byzantine tolerant gradient descent\", NeurIPS 2017";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> ranked = ranked(Ballot.counted(ballots), tolerance);
        return ranked.stream().findFirst().map(b -> b.vector().clone());
    }

    /** By the sum of the squared distances to the n − f − 2 nearest others, least first; O(n²·d). */
    static List<Ballot> ranked(List<Ballot> counted, double tolerance) {
        int n = counted.size();
        int near = Math.clamp(n - Points.liars(n, tolerance) - 2L, Math.min(1, n - 1), Math.max(0, n - 1));
        double[][] distances = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                distances[i][j] = Points.squaredDistance(
                        counted.get(i).vector(), counted.get(j).vector());
                distances[j][i] = distances[i][j];
            }
        }
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            Arrays.sort(distances[i]); // the first is the distance to itself
            scores[i] =
                    Arrays.stream(distances[i], Math.min(1, n - 1), near + 1).sum();
        }
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .map(counted::get)
                .toList();
    }
}
