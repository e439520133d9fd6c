package io.exogenesis.omega.learning.fusion;

import java.util.List;
import java.util.Optional;

/** Starts at the coordinate-wise median and adds, a few times, the mean of the differences, each cut to the median distance. */
public final class CenteredClipRule implements AggregationRule {
    /** The paper needs one from a good start; more do no harm. */
    private static final int STEPS = 10;

    /** For the service loader. */
    public CenteredClipRule() {}

    @Override
    public String name() {
        return "centered-clip";
    }

    @Override
    public String source() {
        return "Karimireddy, He, Jaggi, \"Learning from history for Byzantine robust optimization\", ICML 2021";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> counted = Ballot.counted(ballots);
        Optional<float[]> start = new CoordinateMedianRule().fuse(counted, tolerance);
        if (start.isEmpty()) {
            return start;
        }
        float[] centre = start.get();
        double[] distances = distances(counted, centre);
        double radius = Points.median(distances);
        for (int step = 0; step < STEPS && radius > 0; step++) {
            centre = step(counted, centre, distances, radius);
            distances = distances(counted, centre);
        }
        return Optional.of(centre);
    }

    private static float[] step(List<Ballot> counted, float[] centre, double[] distances, double radius) {
        double[] next = new double[centre.length];
        for (int i = 0; i < distances.length; i++) {
            double share = Math.min(1, radius / Math.max(distances[i], Double.MIN_NORMAL)) / distances.length;
            float[] x = counted.get(i).vector();
            for (int c = 0; c < next.length; c++) {
                next[c] += share * ((double) x[c] - centre[c]);
            }
        }
        for (int c = 0; c < next.length; c++) {
            next[c] += centre[c];
        }
        return Points.toFloats(next, 1).orElse(centre);
    }

    private static double[] distances(List<Ballot> counted, float[] centre) {
        return counted.stream()
                .mapToDouble(b -> Math.sqrt(Points.squaredDistance(b.vector(), centre)))
                .toArray();
    }
}
