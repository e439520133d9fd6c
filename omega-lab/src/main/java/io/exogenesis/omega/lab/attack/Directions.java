package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.List;
import java.util.random.RandomGenerator;

/** Unit vectors for attacks on the embedding plane. */
public final class Directions {
    private Directions() {}

    public static float[] random(RandomGenerator random) {
        float[] v = new float[Embedding.DIMENSIONS];
        for (int c = 0; c < v.length; c++) {
            v[c] = (float) random.nextGaussian();
        }
        return Vectors.normalised(v);
    }

    /** The unit vector at {@code degrees} from unit vector {@code from}, on the side of {@code towards}. */
    public static float[] turned(float[] from, float[] towards, double degrees) {
        float[] side = towards.clone();
        Vectors.addScaled(side, -Vectors.dot(from, towards), from);
        side = Vectors.normalised(side);
        float[] out = new float[from.length];
        Vectors.addScaled(out, (float) Math.cos(Math.toRadians(degrees)), from);
        Vectors.addScaled(out, (float) Math.sin(Math.toRadians(degrees)), side);
        return Vectors.normalised(out);
    }

    /** Mean of vectors, brought to length 1. */
    public static float[] mean(List<float[]> vectors) {
        float[] sum = new float[Embedding.DIMENSIONS];
        vectors.forEach(v -> Vectors.addScaled(sum, 1, v));
        return Vectors.normalised(sum);
    }

    public static double degrees(float[] a, float[] b) {
        double cosine = Vectors.dot(Vectors.normalised(a), Vectors.normalised(b));
        return Math.toDegrees(Math.acos(Math.clamp(cosine, -1, 1)));
    }

    /** A pattern with noise of this length added to its place. */
    public static ExogenesisPattern jittered(ExogenesisPattern p, double length, RandomGenerator random) {
        float[] v = p.embedding().toFloats();
        Vectors.addScaled(v, (float) length, random(random));
        return Tastes.moved(p, v, p.successRate());
    }
}
