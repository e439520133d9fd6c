package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.model.Embedding;
import java.util.random.RandomGenerator;

/**
 * Made-up taste patterns: directions around a number of tastes, which are unrelated to each other. The n-th taste is 1/n as
 * frequent as the first.
 */
public final class Tastes {
    /** Cosine of a pattern to its taste: two of one taste are at .81, just within the specification's gate. */
    private static final double CLOSENESS = .9;

    private final RandomGenerator random;
    private final float[][] centres;
    private final double[] upTo;

    /** @param tastes how many, at least one */
    public Tastes(RandomGenerator random, int tastes) {
        this.random = random;
        this.centres = new float[tastes][];
        this.upTo = new double[tastes];
        for (int t = 0; t < tastes; t++) {
            centres[t] = direction();
            upTo[t] = (t == 0 ? 0 : upTo[t - 1]) + 1.0 / (t + 1);
        }
    }

    /** A pattern of a taste drawn by its frequency. */
    public Embedding any() {
        int drawn = java.util.Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return near(Math.min(upTo.length - 1, drawn < 0 ? -drawn - 1 : drawn), CLOSENESS);
    }

    /** A pattern that resembles no other. */
    public Embedding alone() {
        return Embedding.of(direction());
    }

    /** A pattern at about this cosine from a taste. */
    public Embedding near(int taste, double cosine) {
        float[] noise = direction();
        float sine = (float) Math.sqrt(1 - cosine * cosine);
        for (int c = 0; c < noise.length; c++) {
            noise[c] = (float) cosine * centres[taste][c] + sine * noise[c];
        }
        return Embedding.of(noise);
    }

    /** About unit length: in so many dimensions all Gaussian vectors are equally long within a few hundredths. */
    private float[] direction() {
        float[] v = new float[Embedding.DIMENSIONS];
        float scale = (float) (1 / Math.sqrt(v.length));
        for (int c = 0; c < v.length; c++) {
            v[c] = scale * (float) random.nextGaussian();
        }
        return v;
    }
}
