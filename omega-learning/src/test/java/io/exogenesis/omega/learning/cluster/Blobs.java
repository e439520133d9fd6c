package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Points around tastes of falling size, some of them equal, some of one voter. */
final class Blobs {
    private final Random random;
    private final float[][] tastes;

    Blobs(Random random, int tastes) {
        this.random = random;
        this.tastes = new float[tastes][];
        for (int t = 0; t < tastes; t++) {
            this.tastes[t] = direction();
        }
    }

    private float[] direction() {
        float[] v = new float[Embedding.DIMENSIONS];
        for (int c = 0; c < v.length; c++) {
            v[c] = (float) (random.nextGaussian() / Math.sqrt(v.length));
        }
        return v;
    }

    Embedding alone() {
        return Embedding.of(direction());
    }

    Embedding near(int taste, double cosine) {
        float[] noise = direction();
        float sine = (float) Math.sqrt(1 - cosine * cosine);
        for (int c = 0; c < noise.length; c++) {
            noise[c] = (float) cosine * tastes[taste][c] + sine * noise[c];
        }
        return Embedding.of(noise);
    }

    /** The n-th taste is 1/n as frequent as the first. */
    int taste() {
        double sum = 0;
        for (int t = 0; t < tastes.length; t++) {
            sum += 1.0 / (t + 1);
        }
        double drawn = random.nextDouble() * sum;
        for (int t = 0; t < tastes.length; t++) {
            drawn -= 1.0 / (t + 1);
            if (drawn < 0) {
                return t;
            }
        }
        return tastes.length - 1;
    }

    /**
     * @param alone share of points that resemble no other
     * @param loosest cosine of a point to its taste; from where it stands to .97
     */
    List<ClusterPoint> points(int n, int voters, double alone, double loosest) {
        List<ClusterPoint> out = new ArrayList<>();
        for (int p = 0; p < n; p++) {
            Embedding e = random.nextDouble() < alone
                    ? alone()
                    : near(taste(), loosest + (.97 - loosest) * random.nextDouble());
            if (p > 0 && random.nextInt(20) == 0) {
                e = out.get(random.nextInt(p)).embedding();
            }
            String voter = "v" + (voters < n ? random.nextInt(voters) : p);
            out.add(new ClusterPoint(voter, e, .1 + random.nextDouble()));
        }
        return out;
    }
}
