package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Less weight for votes that crowd in one place. Honest tastes are spread about their middle in all directions; liars who agree
 * on where to pull it stand together, and so count for little more than one of them. Kernel density, as wide as the votes are
 * apart; decision 0019.
 *
 * <p>O(n·d) for up to {@value #REFERENCES} times n comparisons: beyond that many votes, crowds are measured against every k-th of
 * them in canonical order, where equal ones stand together.
 */
final class Crowding {
    /**
     * The kernel's width is the usual distance of two votes divided by this. With 2 it does not tell a crowd from a cluster, from 3 to
     * 4 there is little difference, and the larger says less against votes that are merely similar.
     */
    private static final double NARROW = 4;
    /** As many have the usual distance and a place's density to within some percent. */
    static final int REFERENCES = 256;
    /** Distances are squared chords of unit vectors; below this (.2°) two votes are in one place. */
    private static final double SAME = 1e-5;

    private final List<Ballot> ballots;
    /** As int8, which is how they came; a tenth of the time. */
    private final Int8Matrix votes;

    private final double[] lengths;
    private final int step;

    private Crowding(List<Ballot> ballots) {
        this.ballots = ballots;
        this.votes = Int8Matrix.quantise(
                ballots.stream().map(b -> Vectors.normalised(b.vector())).toArray(float[][]::new));
        this.lengths = new double[votes.rows()];
        Arrays.setAll(lengths, i -> Math.sqrt(votes.dot(i, votes.row(i), votes.scale(i))));
        this.step = Math.ceilDiv(lengths.length, REFERENCES);
    }

    /**
     * The ballots with less reputation where they crowd: that of a place which is as full as the middle one, or less full, stays;
     * a place with c other votes of the usual reputation has 1/(1 + c) of it left for each where the others stand alone.
     *
     * @param ballots that count, in canonical order
     */
    static List<Ballot> discounted(List<Ballot> ballots) {
        if (ballots.size() < 3) {
            return ballots;
        }
        double[] crowd = new Crowding(ballots).crowds();
        double middle = Points.median(crowd);
        Ballot[] out = new Ballot[crowd.length];
        for (int i = 0; i < out.length; i++) {
            Ballot b = ballots.get(i);
            double left = Math.min(1, (1 + middle) / (1 + crowd[i]));
            out[i] = new Ballot(b.vector(), Math.min(1, b.reputation()) * left, b.claimed(), b.age());
        }
        return List.of(out);
    }

    /** Of each vote: how many others are in its place, a vote of average reputation being one. */
    private double[] crowds() {
        double[][] chords = new double[Math.ceilDiv(lengths.length, step)][];
        Arrays.setAll(chords, r -> chords(r * step));
        double width = usual(chords) / (NARROW * NARROW);
        double[] out = new double[lengths.length];
        for (int r = 0; r < chords.length; r++) {
            double weight = Math.min(1, ballots.get(r * step).reputation());
            for (int i = 0; i < out.length; i++) {
                out[i] += i == r * step ? 0 : weight * Math.exp(-chords[r][i] / (2 * width));
            }
        }
        double average = ballots.stream()
                .mapToDouble(b -> Math.min(1, b.reputation()))
                .average()
                .orElse(1);
        for (int i = 0; i < out.length; i++) {
            out[i] *= step / average;
        }
        return out;
    }

    /** Median of the squared distances of two references. */
    private double usual(double[][] chords) {
        double[] all = new double[chords.length * (chords.length - 1) / 2];
        int k = 0;
        for (int a = 0; a < chords.length; a++) {
            for (int b = 0; b < a; b++) {
                all[k++] = chords[a][b * step];
            }
        }
        Arrays.sort(all);
        return Math.max(SAME, all[all.length / 2]);
    }

    /** Squared distances of all votes, brought to length 1, from one of them. */
    private double[] chords(int from) {
        float[] dots = votes.dots(votes.row(from), votes.scale(from));
        double[] out = new double[dots.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, 2 - 2 * dots[i] / (lengths[i] * lengths[from]));
        }
        return out;
    }
}
