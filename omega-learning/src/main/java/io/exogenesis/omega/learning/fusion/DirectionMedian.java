package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The geometric median of directions that came as int8 codes: Weiszfeld's iteration from the mean. All sums are of integers, so
 * neither the order of the points nor the machine's registers change a bit of the result.
 *
 * <p>An iterate is held in 16 bits a coordinate: the distances to it are exact, and it is finer than the codes by a factor of
 * 256. A point's pull is held in 23 bits of the sum of all pulls.
 */
final class DirectionMedian {
    /** Sums of pulls times codes stay within an int. */
    private static final double PULLS = 1 << 23;
    /** Fixed point of sums of pulls, so that their order does not matter. */
    private static final double FIXED = 1L << 30;
    /** Largest code. */
    private static final int CODE = 127;
    /** Twice those of the iteration in floats, which begins at a robust point; this one stops by itself. */
    private static final int STEPS = 40;
    /** A step below this in all coordinates is a thirtieth of an int8 code of the result. */
    private static final int STILL = 8;
    /** Distances below this count as this: the iteration divides by them. */
    private static final double SMOOTHING = 1e-6;

    private final int width;
    /** Largest value of an iterate's coordinate: a product with codes stays within an int. */
    private final int most;

    private final byte[] codes;
    private final double[] weights;
    /** 1/length of each point's codes; 0: it does not count. */
    private final double[] units;

    private final int[] sums;
    private final int[] iterate;
    private double scale;

    /**
     * @param width coordinates of a point
     * @param codes of all points, one behind the other
     * @param weights one a point; a point counts if its weight is positive and finite and its codes are not all 0
     */
    private DirectionMedian(int width, byte[] codes, double[] weights) {
        this.width = width;
        this.most = Math.min(Short.MAX_VALUE, Integer.MAX_VALUE / (CODE * width));
        this.codes = codes;
        this.weights = weights;
        this.units = new double[weights.length];
        this.sums = new int[width];
        this.iterate = new int[width];
        for (int i = 0; i < units.length; i++) {
            int squares = Int8.dot(codes, i * width, codes, i * width, width);
            units[i] = squares > 0 && weights[i] > 0 && Double.isFinite(weights[i]) ? 1 / Math.sqrt(squares) : 0;
        }
    }

    /** The same of vectors, which are rounded to codes; those that are not finite do not count. */
    static Optional<float[]> of(List<float[]> points, double[] weights) {
        int width = points.isEmpty() ? 1 : points.getFirst().length;
        byte[] codes = new byte[width * points.size()];
        for (int i = 0; i < weights.length; i++) {
            if (GeometricMedian.finite(points.get(i))) {
                Int8Matrix.quantiseRow(points.get(i), codes, i * width);
            }
        }
        return of(width, codes, weights);
    }

    /** The median, not brought to length 1; empty if no point counts or they cancel out. */
    static Optional<float[]> of(int width, byte[] codes, double[] weights) {
        DirectionMedian median = new DirectionMedian(width, codes, weights);
        boolean found = median.moved(weights.clone());
        for (int step = 0; step < STEPS && found && weights.length > 1; step++) {
            int[] before = median.iterate.clone();
            found = median.moved(median.pulls());
            if (median.still(before)) {
                break;
            }
        }
        return found ? Optional.of(median.floats()) : Optional.empty();
    }

    /** Weights over distances from the iterate. */
    private double[] pulls() {
        double squares = 0;
        for (int m : iterate) {
            squares += (double) m * m;
        }
        double own = squares * scale * scale;
        double[] out = new double[weights.length];
        for (int i = 0; i < out.length; i++) {
            if (units[i] > 0) {
                double product = Int8.dot(iterate, codes, i * width) * scale * units[i];
                double distance = Math.sqrt(Math.max(0, 1 + own - 2 * product));
                out[i] = weights[i] / Math.max(distance, SMOOTHING);
            }
        }
        return out;
    }

    /** The iterate becomes the mean by these pulls; returns whether there is one. */
    private boolean moved(double[] pulls) {
        double largest = 0;
        for (int i = 0; i < pulls.length; i++) {
            largest = units[i] > 0 ? Math.max(largest, pulls[i]) : largest;
        }
        long all = 0;
        long reach = 0;
        for (int i = 0; i < pulls.length; i++) {
            if (units[i] > 0) {
                all += (long) (pulls[i] / largest * FIXED);
                reach += (long) (pulls[i] / largest * units[i] * FIXED);
            }
        }
        if (all == 0) {
            return false;
        }
        Arrays.fill(sums, 0);
        double factor = PULLS / reach * FIXED / largest;
        for (int i = 0; i < pulls.length; i++) {
            int pull = units[i] > 0 ? (int) (pulls[i] * units[i] * factor + .5) : 0;
            if (pull > 0) {
                Int8.add(pull, codes, i * width, sums);
            }
        }
        int peak = 0;
        for (int s : sums) {
            peak = Math.max(peak, Math.abs(s));
        }
        for (int c = 0; c < width; c++) {
            iterate[c] = (int) Math.rint((double) sums[c] / Math.max(peak, 1) * most);
        }
        scale = (double) peak / most * reach / PULLS / all;
        return peak > 0;
    }

    private boolean still(int[] before) {
        for (int c = 0; c < width; c++) {
            if (Math.abs(before[c] - iterate[c]) > STILL) {
                return false;
            }
        }
        return true;
    }

    private float[] floats() {
        float[] out = new float[width];
        for (int c = 0; c < width; c++) {
            out[c] = (float) (iterate[c] * scale);
        }
        return out;
    }
}
