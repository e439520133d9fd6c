package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Clusters as the gate of .8 leaves them, a third of the votes lying in the ways of LEARNING.md §4. */
final class Attacked {
    static final int D = 384;
    static final double TOLERANCE = .33;

    final List<Ballot> honest = new ArrayList<>();
    final List<Ballot> all = new ArrayList<>();
    private final Random random;

    enum Attack {
        NOISE,
        SCALED,
        COLLUDERS
    }

    /** How far honest votes lie from what they share. */
    enum Spread {
        /** 11 to 21°, the prototype's. */
        TIGHT(.93, .98),
        /** 18 to 37°: to the border of the gate. */
        WIDE(.8, .95);

        private final double least;
        private final double most;

        Spread(double least, double most) {
            this.least = least;
            this.most = most;
        }
    }

    Attacked(long seed, Spread spread, int honestCount, int liars, Attack attack, long honestAge, long liarAge) {
        random = new Random(seed);
        float[] taste = direction();
        for (int i = 0; i < honestCount; i++) {
            honest.add(new Ballot(
                    near(taste, spread.least + (spread.most - spread.least) * random.nextDouble(), direction()),
                    1,
                    .8,
                    honestAge));
        }
        all.addAll(honest);
        float[] goal = direction();
        float[] mean = mean();
        for (int i = 0; i < liars; i++) {
            float[] lie = switch (attack) {
                case NOISE -> direction();
                case SCALED -> scaled(mean, -100);
                // at the border of the gate, all to one side, no two alike
                case COLLUDERS -> near(near(taste, .8, goal), .985, direction());
            };
            all.add(new Ballot(lie, 1, 1, liarAge));
        }
    }

    Attacked(long seed, Spread spread, Attack attack) {
        this(seed, spread, 67, 33, attack, 0, 0);
    }

    float[] mean() {
        return Points.mean(honest, b -> 1).orElseThrow();
    }

    /** Of the rule's centre to the mean of the honest votes. */
    double degreesOff(AggregationRule rule) {
        float[] centre = Vectors.normalised(rule.fuse(all, TOLERANCE).orElseThrow());
        return Math.toDegrees(Math.acos(Math.clamp(Vectors.dot(centre, Vectors.normalised(mean())), -1, 1)));
    }

    private float[] direction() {
        float[] v = new float[D];
        for (int c = 0; c < D; c++) {
            v[c] = (float) random.nextGaussian();
        }
        return Vectors.normalised(v);
    }

    /** On the way from {@code a} to the part of {@code b} that is orthogonal to it, at this cosine from {@code a}. */
    private static float[] near(float[] a, double cosine, float[] b) {
        float[] side = b.clone();
        Vectors.addScaled(side, -Vectors.dot(a, b), a);
        float[] out = scaled(a, cosine);
        Vectors.addScaled(out, (float) Math.sqrt(1 - cosine * cosine), Vectors.normalised(side));
        return out;
    }

    private static float[] scaled(float[] v, double factor) {
        float[] out = new float[v.length];
        Vectors.addScaled(out, (float) factor, v);
        return out;
    }
}
