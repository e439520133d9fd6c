package io.exogenesis.omega.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.data.Dataset;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class IalsBaselineTest {
    private static final double ALPHA = .1;
    private static final double LAMBDA = .05;
    private static final int D = IalsBaseline.FACTORS;

    private final Dataset data = Planted.groups(40, 60, 3, 2);
    private final Interactions x = Planted.training(data).interactions();

    private static double[][] random(int n, long seed) {
        Random random = new Random(seed);
        double[][] out = new double[n][D];
        for (double[] row : out) {
            for (int f = 0; f < D; f++) {
                row[f] = random.nextGaussian() * .1;
            }
        }
        return out;
    }

    /** Each half step is an exact minimum, so a wrong gram matrix or weight would let the loss rise somewhere. */
    @Test
    void sweep_eachTime_lossFalls() {
        double[][] viewers = random(x.viewers(), 1);
        double[][] titles = random(x.items(), 2);
        double before = IalsBaseline.Factors.loss(x, ALPHA, LAMBDA, viewers, titles);
        for (int sweep = 0; sweep < 6; sweep++) {
            IalsBaseline.Factors.sweep(x, ALPHA, LAMBDA, viewers, titles);
            double after = IalsBaseline.Factors.loss(x, ALPHA, LAMBDA, viewers, titles);
            assertThat(after).isLessThan(before);
            before = after;
        }
    }

    /** One title's step against the normal equations written out densely, every pair of viewer and title included. */
    @Test
    void sweep_oneTitle_equalsTheDenseSolve() {
        double[][] viewers = random(x.viewers(), 1);
        double[][] titles = random(x.items(), 2);
        IalsBaseline.Factors.sweep(x, ALPHA, LAMBDA, viewers, titles);
        int item = x.row(0).items()[3];
        SimpleMatrix a = new SimpleMatrix(D, D);
        SimpleMatrix b = new SimpleMatrix(D, 1);
        double mass = ALPHA * x.viewers();
        for (int u = 0; u < x.viewers(); u++) {
            SimpleMatrix w = new SimpleMatrix(viewers[u]);
            a = a.plus(w.mult(w.transpose()).scale(ALPHA));
            for (int k = 0; k < x.row(u).size(); k++) {
                if (x.row(u).items()[k] == item) {
                    double c = x.row(u).weights()[k];
                    a = a.plus(w.mult(w.transpose()).scale(c));
                    b = b.plus(w.scale(c));
                    mass += c;
                }
            }
        }
        SimpleMatrix expected =
                a.plus(SimpleMatrix.identity(D).scale(LAMBDA * mass)).solve(b);
        for (int f = 0; f < D; f++) {
            assertThat(titles[item][f]).isCloseTo(expected.get(f), within(1e-9));
        }
    }
}
