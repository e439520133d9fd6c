package io.exogenesis.omega.core.healing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModelPredictiveControllerTest {
    private static final Tuning TUNING = Tuning.of(Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final double[] CALM = {-1, -2, -1};

    private final ModelPredictiveController controller = new ModelPredictiveController(TUNING, LinearModel.prior());

    /** A linear plant whose gains differ from the prior's, which answers late, under a load that is a constant push. */
    private static final class Plant {
        private final LinearModel model;
        private final Deque<double[]> underWay = new ArrayDeque<>();
        private final double[] lagged = new double[Input.COUNT];
        private double[] x = CALM.clone();

        Plant(double gain, int delay) {
            LinearModel prior = LinearModel.prior();
            double[][] b = Arrays.stream(prior.b())
                    .map(row -> Arrays.stream(row).map(e -> e * gain).toArray())
                    .toArray(double[][]::new);
            this.model = new LinearModel(prior.a(), b, prior.c());
            for (int i = 0; i < delay; i++) {
                underWay.addLast(new double[Input.COUNT]);
            }
        }

        /** @param rest outputs that it settles at with all inputs at their defaults */
        double[] tick(double[] inputs, double[] rest, double noise, Random random) {
            underWay.addLast(inputs.clone());
            double[] acting = underWay.removeFirst();
            for (int i = 0; i < Input.COUNT; i++) {
                lagged[i] = Prediction.lagged(lagged[i], acting[i], TUNING.lag()[i]);
            }
            double[] next = model.next(x, lagged);
            for (int i = 0; i < Output.COUNT; i++) {
                next[i] += (1 - model.a()[i][i]) * rest[i] + noise * random.nextGaussian();
            }
            x = next;
            return x.clone();
        }
    }

    private static void assertWithin(double[] inputs, double[] before, boolean calm) {
        for (int i = 0; i < Input.COUNT; i++) {
            assertThat(inputs[i]).isBetween(TUNING.lowest()[i], TUNING.highest()[i]);
            // The last two per cent of the way home are one step.
            double rise = calm ? Math.max(TUNING.rise()[i], TUNING.fall()[i]) : TUNING.rise()[i];
            assertThat(inputs[i] - before[i]).isBetween(-TUNING.fall()[i] - .02, rise + .02);
        }
    }

    /** Whatever the sensors say, the actuators stay within bounds and rates. */
    @Property(tries = 20)
    void tick_anyReadings_keepsBoundsAndRates(
            @ForAll long seed, @ForAll @DoubleRange(min = .1, max = 20) double scale) {
        ModelPredictiveController any = new ModelPredictiveController(TUNING, LinearModel.prior());
        Random random = new Random(seed);
        double[] before = new double[Input.COUNT];
        for (int k = 0; k < 100; k++) {
            double[] reading = random.doubles(Output.COUNT, -scale, scale).toArray();
            if (random.nextInt(10) == 0) {
                reading[random.nextInt(Output.COUNT)] = random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
            }
            Plan plan = any.tick(reading);
            assertThat(plan.kind()).isNotEqualTo(Plan.Kind.NO_SOLUTION);
            boolean calm = reading[Output.LATENCY.ordinal()] < -1 && reading[Output.QUEUE.ordinal()] < -1;
            assertWithin(plan.inputs(), before, calm);
            before = plan.inputs();
        }
    }

    /** The plant is not the model: half or one and a half times its gains, up to two ticks late. It settles, and at its target. */
    @Property(tries = 40)
    void tick_plantOfOtherGainsThatAnswersLate_settlesBelowTheTarget(
            @ForAll @DoubleRange(min = .5, max = 1.5) double gain,
            @ForAll @IntRange(min = 0, max = 2) int delay,
            @ForAll @DoubleRange(min = .3, max = 2) double excess,
            @ForAll long seed) {
        ModelPredictiveController any = new ModelPredictiveController(TUNING, LinearModel.prior());
        Plant plant = new Plant(gain, delay);
        Random random = new Random(seed);
        double[] storm = {excess, excess, -1};
        double[] inputs = new double[Input.COUNT];
        double[] x = CALM;
        double worst = 0;
        double mostMoved = 0;
        for (int k = 0; k < 400; k++) {
            x = plant.tick(inputs, storm, .02, random);
            double[] next = any.tick(x).inputs();
            if (k >= 300) {
                worst = Math.max(worst, x[Output.LATENCY.ordinal()]);
                for (int i = 0; i < Input.COUNT; i++) {
                    mostMoved = Math.max(mostMoved, Math.abs(next[i] - inputs[i]));
                }
            }
            inputs = next;
        }
        assertThat(worst).as("latency over its target, ln").isLessThan(.1);
        assertThat(mostMoved).as("largest move").isLessThan(.12);
        for (int k = 0; k < 300; k++) {
            inputs = any.tick(plant.tick(inputs, CALM, .02, random)).inputs();
        }
        assertThat(inputs).as("after the storm").containsOnly(0);
    }

    @Test
    void tick_calm_movesNothing_andPredictsCalm() {
        for (int k = 0; k < 200; k++) {
            Plan plan = controller.tick(CALM);
            assertThat(plan.inputs()).containsOnly(0);
            assertThat(plan.trajectory()).hasNumberOfRows(Tuning.HORIZON + 1);
        }
        assertThat(controller.tick(CALM).expected(Output.LATENCY)).isCloseTo(-1, within(.1));
    }

    @Test
    void tick_slowAnswers_turnsFewerIn_andPredictsThatItHelps() {
        Plan plan = controller.tick(CALM);
        for (int k = 0; k < 15; k++) {
            plan = controller.tick(new double[] {1.5, .5, -1});
        }
        assertThat(plan.inputs()[Input.ADMISSION.ordinal()]).isLessThan(-.5);
        assertThat(plan.inputs()[Input.NEXT_SYNC.ordinal()]).isGreaterThan(.3);
        assertThat(plan.expected(Output.LATENCY)).isLessThan(1.5);
        assertThat(plan.trajectory()[0][Output.LATENCY.ordinal()]).isEqualTo(1.5);
    }

    /** Contributions that wait for too long make rounds come sooner; nobody is turned away for that. */
    @Test
    void tick_backlog_shortensTheInterval_andTouchesNothingElse() {
        Plan plan = controller.tick(CALM);
        for (int k = 0; k < 30; k++) {
            plan = controller.tick(new double[] {-1, -2, 1.5});
        }
        assertThat(plan.inputs()[Input.AGGREGATION_INTERVAL.ordinal()]).isLessThan(-.2);
        assertThat(plan.inputs()[Input.NEXT_SYNC.ordinal()]).isZero();
        assertThat(plan.inputs()[Input.ADMISSION.ordinal()]).isZero();
    }

    @Test
    void tick_noReading_keepsTheInputs_andLearnsNothingOfIt() {
        double[] storm = {1.5, .5, -1};
        for (int k = 0; k < 15; k++) {
            controller.tick(storm);
        }
        double[] inputs = controller.tick(storm).inputs();
        LinearModel model = controller.model();
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Plan plan = controller.tick(new double[] {none, 0, 0});
            assertThat(plan.kind()).isEqualTo(Plan.Kind.NO_READING);
            assertThat(plan.inputs()).isEqualTo(inputs);
        }
        assertThat(controller.model().a()).isDeepEqualTo(model.a());
        assertThat(controller.tick(storm).kind()).isEqualTo(Plan.Kind.SOLVED);
    }

    @Test
    void predictionErrors_ofAPlantThatItKnows_areSmall() {
        Plant plant = new Plant(1, 0);
        Random random = new Random(9);
        double[] inputs = new double[Input.COUNT];
        assertThat(controller.horizonError()).isNaN();
        for (int k = 0; k < 300; k++) {
            inputs = controller
                    .tick(plant.tick(inputs, new double[] {1, .5, -1}, .02, random))
                    .inputs();
        }
        assertThat(controller.oneTickError()).isBetween(0.0, .05);
        assertThat(controller.horizonError()).isBetween(0.0, .2);
    }
}
