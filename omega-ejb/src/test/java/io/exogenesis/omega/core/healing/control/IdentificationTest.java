package io.exogenesis.omega.core.healing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class IdentificationTest {
    private final Identification learner = new Identification(LinearModel.prior());

    private static LinearModel planted(double kept, double effect, double offset) {
        return new LinearModel(
                new double[][] {{kept, .1, 0}, {.05, kept - .1, 0}, {0, 0, kept}},
                new double[][] {{-.05, -effect, effect}, {-.05, -1.2 * effect, 1.2 * effect}, {.2, 0, 0}},
                new double[] {offset, -offset, 0});
    }

    private static double[] drawn(Random random, double scale) {
        return new double[] {scale * random.nextGaussian(), scale * random.nextGaussian(), scale * random.nextGaussian()
        };
    }

    /** So many steps of the plant under inputs that are drawn anew each tick. */
    private void learn(LinearModel plant, int steps, double noise, Random random) {
        double[] x = new double[Output.COUNT];
        for (int k = 0; k < steps; k++) {
            double[] v = drawn(random, .5);
            double[] after = plant.next(x, v);
            for (int i = 0; i < after.length; i++) {
                after[i] += noise * random.nextGaussian();
            }
            learner.learn(x, v, after);
            x = after;
        }
    }

    @Property(tries = 50)
    void learn_plantedModel_isRecovered(
            @ForAll @DoubleRange(min = .3, max = .8) double kept,
            @ForAll @DoubleRange(min = .4, max = 2) double effect,
            @ForAll @DoubleRange(min = -1, max = 1) double offset,
            @ForAll long seed) {
        LinearModel plant = planted(kept, effect, offset);
        IdentificationTest fresh = new IdentificationTest();
        fresh.learn(plant, 3_000, .02, new Random(seed));
        assertNear(fresh.learner.model(), plant);
    }

    private static void assertNear(LinearModel learnt, LinearModel plant) {
        for (int i = 0; i < Output.COUNT; i++) {
            assertThat(learnt.a()[i]).containsExactly(plant.a()[i], within(.06));
            assertThat(learnt.b()[i]).containsExactly(plant.b()[i], within(.06));
            assertThat(learnt.c()[i]).isCloseTo(plant.c()[i], within(.1));
        }
    }

    // A calm hour let the covariance grow without end; the first storm's noise was then the whole model.
    @Test
    void learn_calmHour_forgetsNothing() {
        LinearModel plant = planted(.6, 1, .2);
        Random random = new Random(3);
        learn(plant, 3_000, .02, random);
        double[] rest = {-1, -2, -1};
        double[] defaults = new double[Input.COUNT];
        for (int k = 0; k < 3_600; k++) {
            learner.learn(rest, defaults, new double[] {
                rest[0] + .02 * random.nextGaussian(), rest[1] + .02 * random.nextGaussian(), rest[2]
            });
        }
        learner.learn(rest, defaults, new double[] {rest[0] + 2, rest[1], rest[2]});
        double[][] effects = learner.model().b();
        for (int i = 0; i < Output.COUNT; i++) {
            assertThat(effects[i]).containsExactly(plant.b()[i], within(.1));
        }
    }

    @Test
    void model_ofAPlantAgainstPhysics_keepsThePhysicalSigns_andIsStable() {
        LinearModel wrong = new LinearModel(
                new double[][] {{1.5, .3, 0}, {0, 1.2, 0}, {0, 0, .5}},
                new double[][] {{1, 1, -1}, {1, 1, -1}, {-1, 1, 1}},
                new double[Output.COUNT]);
        Random random = new Random(4);
        for (int k = 0; k < 3_000; k++) {
            double[] x = drawn(random, .5);
            double[] v = drawn(random, .5);
            learner.learn(x, v, wrong.next(x, v));
        }
        LinearModel model = learner.model();
        for (int i = 0; i < Output.COUNT; i++) {
            for (int j = 0; j < Input.COUNT; j++) {
                assertThat(Math.signum(model.b()[i][j]))
                        .isEqualTo(Math.signum(LinearModel.prior().b()[i][j]));
            }
        }
        for (double[] row : model.a()) {
            assertThat(java.util.Arrays.stream(row).map(Math::abs).sum())
                    .isLessThanOrEqualTo(LinearModel.MOST_GROWTH + 1e-12);
        }
    }
}
