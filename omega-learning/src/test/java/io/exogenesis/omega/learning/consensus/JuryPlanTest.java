package io.exogenesis.omega.learning.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of juries, from sums of the binomial distribution and from drawn juries. */
class JuryPlanTest {
    private static final double LIARS = .33;
    private static final double THRESHOLD = .66;

    @ParameterizedTest
    @CsvSource({".075, 40, 51, 2, .43", ".15, 20, 51, 2, .43", ".30, 20, 9, 3, .56"})
    void table_exactlyAThirdOfLiars_bothErrorsBelowFivePercent(double p0, int n, int jurors, int k, double tau) {
        int liars = (int) Math.round(LIARS * jurors);
        int needed = (int) Math.round(tau * jurors);
        double good = exactly(p0, n, k);
        double bad = exactly(JuryPlan.BAD * p0, n, k);
        double refusesGood = 1 - sum(jurors - liars, good, needed);
        double admitsBad = sum(jurors - liars, bad, needed - liars);
        System.out.printf(
                Locale.ROOT,
                "p0 %.3f (n %d, J %d, k %d, %d yes): honest yes %.3f / %.3f; with %d liars refuses good %.4f, admits bad"
                        + " %.4f; drawn %.4f, %.4f%n",
                p0,
                n,
                jurors,
                k,
                needed,
                good,
                bad,
                liars,
                refusesGood,
                admitsBad,
                1 - sum(jurors, (1 - LIARS) * good, needed),
                sum(jurors, LIARS + (1 - LIARS) * bad, needed));
        assertThat(refusesGood).isLessThan(.05);
        assertThat(admitsBad).isLessThan(.05);
        // Why the plan is larger than the table: a drawn jury has more liars than that now and then.
        assertThat(sum(jurors, LIARS + (1 - LIARS) * bad, needed)).isGreaterThan(.10);
    }

    @ParameterizedTest
    @CsvSource({".075, 40, 2", ".15, 20, 2", ".30, 20, 3"})
    void of_baseRate_bothErrorsBelowFivePercentForADrawnJury(double p0, int n, int k) {
        JuryPlan plan = JuryPlan.of(p0, THRESHOLD, LIARS);
        assertThat(plan.showings()).isEqualTo(n);
        assertThat(plan.conversions()).isEqualTo(k);
        double refusesGood = 1 - sum(plan.jurors(), (1 - LIARS) * exactly(p0, n, k), plan.needed());
        double admitsBad = sum(plan.jurors(), LIARS + (1 - LIARS) * exactly(JuryPlan.BAD * p0, n, k), plan.needed());
        double[] drawn = simulate(plan, p0, 5_000);
        System.out.printf(
                Locale.ROOT,
                "p0 %.3f: %s; refuses good %.4f (drawn %.4f), admits bad %.4f (drawn %.4f)%n",
                p0,
                plan,
                refusesGood,
                drawn[0],
                admitsBad,
                drawn[1]);
        assertThat(refusesGood).isLessThan(.05).isCloseTo(plan.refusesGood(p0, LIARS), within(1e-9));
        assertThat(admitsBad).isLessThan(.05).isCloseTo(plan.admitsBad(p0, LIARS), within(1e-9));
        // four standard deviations of 5,000 drawn juries
        assertThat(drawn[0]).isCloseTo(refusesGood, within(.013));
        assertThat(drawn[1]).isCloseTo(admitsBad, within(.013));
    }

    /** Shares of drawn juries that refuse a good pattern and that admit a bad one, liars always against the truth. */
    private static double[] simulate(JuryPlan plan, double p0, int juries) {
        Random random = new Random(7);
        int[] wrong = new int[2];
        for (int j = 0; j < juries; j++) {
            for (int bad = 0; bad < 2; bad++) {
                int yes = 0;
                for (int juror = 0; juror < plan.jurors(); juror++) {
                    boolean liar = random.nextDouble() < LIARS;
                    yes += (liar ? bad == 1 : honest(plan, bad == 1 ? JuryPlan.BAD * p0 : p0, random)) ? 1 : 0;
                }
                wrong[bad] += yes >= plan.needed() == (bad == 1) ? 1 : 0;
            }
        }
        return new double[] {(double) wrong[0] / juries, (double) wrong[1] / juries};
    }

    private static boolean honest(JuryPlan plan, double rate, Random random) {
        int converted = 0;
        for (int s = 0; s < plan.showings(); s++) {
            converted += random.nextDouble() < rate ? 1 : 0;
        }
        return converted >= plan.conversions();
    }

    // The specification's threshold is in force where it can be: with few liars and titles that are often taken.
    @Test
    void of_fewLiars_asksForTheSpecificationsThreshold() {
        assertThat(JuryPlan.of(.5, THRESHOLD, .1).threshold()).isCloseTo(THRESHOLD, within(.06));
        assertThat(JuryPlan.of(.075, THRESHOLD, LIARS).threshold()).isLessThan(.5);
    }

    @Test
    void of_unknownBaseRate_mostCautiousRow() {
        JuryPlan cautious = JuryPlan.of(JuryPlan.CAUTIOUS_RATE, THRESHOLD, LIARS);
        assertThat(cautious.showings()).isEqualTo(40);
        assertThat(JuryPlan.of(Double.NaN, THRESHOLD, LIARS)).isEqualTo(cautious);
        assertThat(JuryPlan.of(0, THRESHOLD, LIARS)).isEqualTo(cautious);
    }

    @Property(tries = 40)
    void of_anything_isAPlanAndKeepsItsErrorsWhereThatIsPossible(
            @ForAll @DoubleRange(min = 0, max = 1) double p0,
            @ForAll @DoubleRange(min = .01, max = 1) double threshold,
            @ForAll @DoubleRange(min = 0, max = .49) double tolerance) {
        JuryPlan plan = JuryPlan.of(p0, threshold, tolerance);
        if (tolerance < .36) {
            double rate = Math.max(p0, JuryPlan.CAUTIOUS_RATE);
            if (rate < .4) {
                assertThat(plan.admitsBad(rate, tolerance)).isLessThanOrEqualTo(JuryPlan.MAX_ERROR);
                assertThat(plan.refusesGood(rate, tolerance)).isLessThanOrEqualTo(JuryPlan.MAX_ERROR);
            }
        }
    }

    @Test
    void new_impossible_isRefused() {
        assertThatThrownBy(() -> new JuryPlan(20, 9, 3, 10))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("10 yes");
    }

    /** P(at least k of n) with binomial coefficients as a product: another way than the code's. */
    private static double sum(int n, double p, int k) {
        double sum = 0;
        for (int i = Math.max(0, k); i <= n; i++) {
            double term = 1;
            for (int j = 1; j <= i; j++) {
                term *= (double) (n - i + j) / j * p;
            }
            sum += term * Math.pow(1 - p, n - i);
        }
        return sum;
    }

    private static double exactly(double rate, int n, int k) {
        return sum(n, rate, k);
    }
}
