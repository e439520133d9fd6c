package io.exogenesis.omega.lab.heal;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.lab.load.Timeline;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final long MILLI = 1_000_000;
    private static final double BEFORE = 10;

    private final Timeline syncs = new Timeline();
    private final long zero = System.nanoTime() + 1_000 * MILLI;
    private final Verdict verdict = new Verdict(zero, BEFORE);

    /** Nine seconds of quick syncs, but for those that a test adds. */
    @BeforeEach
    void quickSyncs() {
        syncs(0, 9_000, 5, Outcome.SERVED);
    }

    private void syncs(int from, int to, int took, Outcome outcome) {
        for (int at = from; at < to; at += 20) {
            syncs.due(zero + at * MILLI);
            syncs.ended(zero + at * MILLI, zero + (at + took) * MILLI, outcome);
        }
    }

    private void looks(int from, int to, String... broken) {
        for (int at = from; at < to; at += 100) {
            verdict.saw(new Verdict.Seen(zero + at * MILLI, List.of(broken)));
        }
    }

    @Test
    void healed_brokenForTwoSeconds_isTheFirstGoodLook() {
        looks(0, 2_000, "a push is refused");
        looks(2_000, 3_000);
        assertThat(verdict.healed(syncs)).isEmpty(); // it has not stayed well for a second yet
        looks(3_000, 3_200);
        assertThat(verdict.healed(syncs)).hasValue(zero + 2_000 * MILLI);
    }

    /** Would catch a verdict that cannot fail. */
    @Test
    void healed_brokenForSixSeconds_isNot_andSaysWhy() {
        looks(0, 6_000, "a push is refused");
        looks(6_000, 7_500);
        assertThat(verdict.healed(syncs)).isEmpty();
        assertThat(verdict.over(zero + 6_200 * MILLI)).isTrue();
        assertThat(verdict.why(syncs)).isEqualTo("a push is refused");
    }

    @Test
    void healed_oneGoodLookAmongBadOnes_isNot() {
        looks(0, 1_000, "rounds fail");
        looks(1_000, 1_500);
        looks(1_500, 7_500, "rounds fail");
        assertThat(verdict.healed(syncs)).isEmpty();
    }

    /** Would catch a Core that works and is too slow for anybody. */
    @Test
    void healed_syncsAreSlow_isNot_untilTheyAreQuickAgain() {
        syncs(0, 3_000, 200, Outcome.SERVED);
        looks(0, 5_000);
        assertThat(verdict.healed(syncs).orElseThrow() - zero).isBetween(2_800 * MILLI, 3_100 * MILLI);
        assertThat(verdict.felt(syncs, zero + 5_000 * MILLI)).isTrue();
    }

    @Test
    void healed_everyTenthSyncIsRefused_isNot() {
        for (int at = 0; at < 8_000; at += 200) {
            syncs(at, at + 40, 0, Outcome.REFUSED);
        }
        looks(0, 7_500);
        assertThat(verdict.healed(syncs)).isEmpty();
        assertThat(verdict.why(syncs)).contains("refused");
    }

    @Test
    void felt_nothingBrokenAndNothingSlow_isNot() {
        looks(0, 2_000);
        assertThat(verdict.felt(syncs, zero + 2_000 * MILLI)).isFalse();
        assertThat(verdict.healed(syncs)).hasValue(zero);
    }
}
