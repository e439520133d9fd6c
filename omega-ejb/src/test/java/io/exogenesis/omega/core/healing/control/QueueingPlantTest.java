package io.exogenesis.omega.core.healing.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * The controller on a queue of which it knows no number: an hour, of which three minutes are a storm of more frames than can be answered. What
 * is counted is what viewers feel, not seconds of a clock.
 */
class QueueingPlantTest {
    private static final int TICKS = 3_600;
    private static final int STORM_FROM = 120;
    private static final int STORM_TO = 300;

    /**
     * @param late ticks whose 95 % quantile was over the target
     * @param shed frames turned away, in ticks' worth of the offered ones
     * @param stale by how much viewers came later than usual, in ticks of one usual delay more; a tenth of a late tick each
     */
    private record Score(int late, double shed, double stale) {
        double total() {
            return late + shed + .1 * stale;
        }
    }

    /** Says the inputs of the next tick. */
    private interface Policy {
        double[] next(QueueingPlant.Tick seen);
    }

    private static Policy constant(double interval, double nextSync, double admission) {
        return seen -> new double[] {Math.log(interval), Math.log(nextSync), Math.log(admission)};
    }

    private static Policy controlled() {
        ModelPredictiveController controller = new ModelPredictiveController(
                Tuning.of(Duration.ofSeconds((long) QueueingPlant.INTERVAL), Duration.ofSeconds((long)
                        QueueingPlant.SYNC)),
                LinearModel.prior());
        return seen -> controller.tick(seen.state()).inputs();
    }

    private static Score run(Policy policy, double storm, long seed) {
        QueueingPlant plant = new QueueingPlant(seed);
        double[] inputs = new double[Input.COUNT];
        int late = 0;
        double shed = 0;
        double stale = 0;
        for (int k = 0; k < TICKS; k++) {
            QueueingPlant.Tick seen = plant.tick(k >= STORM_FROM && k < STORM_TO ? storm : 1, inputs);
            late += seen.p95() > QueueingPlant.TARGET_MILLIS ? 1 : 0;
            shed += seen.offered() == 0 ? 0 : seen.shed() / seen.offered();
            stale += Math.max(0, Math.expm1(inputs[Input.NEXT_SYNC.ordinal()]));
            inputs = policy.next(seen);
        }
        return new Score(late, shed, stale);
    }

    /** No constant setting of a grid is as good: what bears the storm costs too much in the rest of the hour. */
    @Property(tries = 4)
    void controlled_anHourWithAStorm_isBetterThanEachConstantSetting(
            @ForAll @DoubleRange(min = 1.5, max = 3) double storm, @ForAll @IntRange(min = 1, max = 1_000) int seed) {
        Score controlled = run(controlled(), storm, seed);
        for (double interval : new double[] {1, 4}) {
            for (double nextSync : new double[] {1, 1.5, 2, 3, 5}) {
                for (double admission : new double[] {1, .7, .5}) {
                    Score constant = run(constant(interval, nextSync, admission), storm, seed);
                    assertThat(controlled.total())
                            .as("%s, against %s of %s %s %s", controlled, constant, interval, nextSync, admission)
                            .isLessThan(constant.total());
                }
            }
        }
    }

    @Test
    void controlled_storm_isLateForAFifthOfTheTicksOfTheDefaults() {
        Score defaults = run(constant(1, 1, 1), 2, 1);
        Score controlled = run(controlled(), 2, 1);
        assertThat(defaults.late()).isGreaterThan(200);
        assertThat(controlled.late()).isLessThan(defaults.late() / 5);
    }

    @Test
    void controlled_noStorm_turnsNearlyNobodyAway() {
        Score controlled = run(controlled(), 1, 1);
        assertThat(controlled.shed()).isLessThan(.02 * TICKS);
    }
}
