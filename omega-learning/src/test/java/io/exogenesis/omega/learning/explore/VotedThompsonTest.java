package io.exogenesis.omega.learning.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VotedThompsonTest {
    // A posterior drawn wrongly would still "explore", only not where it pays.
    @Test
    void draw_manyTimes_hasTheMomentsOfABeta() {
        BetaArm arm = new BetaArm(6, 2.5);
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double x = arm.draw(random);
            sum += x;
            squares += x * x;
        }
        double a = 7;
        double b = 3.5;
        assertThat(sum / n).isCloseTo(a / (a + b), within(.003));
        assertThat(squares / n - sum / n * sum / n).isCloseTo(a * b / ((a + b) * (a + b) * (a + b + 1)), within(.0005));
        assertThat(arm.mean()).isCloseTo(a / (a + b), within(1e-12));
    }

    @Test
    void choose_again_findsTheBestArm() {
        double[] truth = {.1, .2, .6, .3};
        List<BetaArm> arms =
                new ArrayList<>(List.of(BetaArm.UNKNOWN, BetaArm.UNKNOWN, BetaArm.UNKNOWN, BetaArm.UNKNOWN));
        SplittableRandom random = new SplittableRandom(2);
        int late = 0;
        for (int n = 0; n < 2_000; n++) {
            int arm = VotedThompson.choose(arms, random).arm();
            arms.set(arm, arms.get(arm).plus(random.nextDouble() < truth[arm] ? 1 : 0));
            late += n >= 1_000 && arm == 2 ? 1 : 0;
        }
        assertThat(late).isGreaterThan(850);
    }

    // The propensity is what the off-policy estimate divides by: 1/p must average to 1 over the choices of each arm.
    @Test
    void choose_propensity_isTheProbabilityOfTheChoice() {
        List<BetaArm> arms = List.of(new BetaArm(3, 3), new BetaArm(4, 2), BetaArm.UNKNOWN);
        SplittableRandom random = new SplittableRandom(3);
        double[] sums = new double[arms.size()];
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            VotedThompson.Choice choice = VotedThompson.choose(arms, random);
            assertThat(choice.propensity()).isBetween(1. / (VotedThompson.VOTES + arms.size()), 1.);
            sums[choice.arm()] += 1 / choice.propensity() / n;
        }
        for (double sum : sums) {
            assertThat(sum).isCloseTo(1, within(.05));
        }
    }

    @Test
    void choose_oneArmOrNone_isCertainOrRefused() {
        assertThat(VotedThompson.choose(List.of(BetaArm.UNKNOWN), new SplittableRandom(4)))
                .isEqualTo(new VotedThompson.Choice(0, 1));
        assertThatThrownBy(() -> VotedThompson.choose(List.of(), new SplittableRandom(4)))
                .isInstanceOf(LearningException.class);
    }
}
