package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** When a request is sent a second time, how often, and how long an endpoint that failed is left alone. */
class HedgePropertyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");
    private static final long MILLI = 1_000_000;

    private static HedgeDelay after(List<Long> nanos) {
        HedgeDelay delay = new HedgeDelay();
        nanos.forEach(delay::answered);
        return delay;
    }

    @Property(tries = 300)
    void nanos_anyAnswers_notUnderThreeShortestAndTheFloor_andNotBeyondTheCapForTheirTail(
            @ForAll @Size(min = HedgeDelay.LEAST, max = 2 * HedgeDelay.WINDOW)
                    List<@LongRange(min = 1, max = 20_000 * MILLI) Long> answers) {
        List<Long> newest = answers.subList(Math.max(0, answers.size() - HedgeDelay.WINDOW), answers.size());
        long[] sorted = newest.stream().mapToLong(n -> n).sorted().toArray();
        long nanos = after(answers).nanos();
        assertThat(nanos).isGreaterThanOrEqualTo(3 * sorted[0]).isGreaterThanOrEqualTo(HedgeDelay.FLOOR.toNanos());
        assertThat(nanos).isLessThanOrEqualTo(Math.max(HedgeDelay.CAP.toNanos(), 3 * sorted[0]));
        // above the percentile: of what it was learnt from, no more than 5 % would have been asked twice
        long late = Arrays.stream(sorted).filter(n -> n > nanos).count();
        if (nanos < HedgeDelay.CAP.toNanos()) {
            assertThat(late).isLessThanOrEqualTo((long) (.05 * sorted.length));
        }
    }

    @Example
    void nanos_fewAnswers_isTheDelayForTheUnknown() {
        HedgeDelay delay = new HedgeDelay();
        for (int n = 1; n < HedgeDelay.LEAST; n++) {
            delay.answered(MILLI);
            assertThat(delay.nanos()).isEqualTo(HedgeDelay.UNKNOWN.toNanos());
        }
        delay.answered(MILLI);
        assertThat(delay.nanos()).isEqualTo(HedgeDelay.FLOOR.toNanos());
    }

    @Property(tries = 200)
    void take_anyOrder_neverMoreThanOneInTwentyBeyondWhatWasSaved(
            @ForAll @Size(max = 500) List<@IntRange(min = 0, max = 2) Integer> wanted) {
        HedgeBudget budget = new HedgeBudget();
        int requests = 0;
        int taken = 0;
        for (int hedges : wanted) {
            budget.request();
            requests++;
            for (int n = 0; n < hedges; n++) {
                taken += budget.take() ? 1 : 0;
            }
            assertThat(taken).isLessThanOrEqualTo(HedgeBudget.MOST_SAVED + requests / HedgeBudget.REQUESTS_A_HEDGE);
        }
    }

    @Example
    void take_afterCalm_noMoreThanTheMostSaved() {
        HedgeBudget budget = new HedgeBudget();
        for (int n = 0; n < 10 * HedgeBudget.REQUESTS_A_HEDGE; n++) {
            budget.request();
        }
        for (int n = 0; n < HedgeBudget.MOST_SAVED; n++) {
            assertThat(budget.take()).isTrue();
        }
        assertThat(budget.take()).isFalse();
    }

    @Property(tries = 200)
    void failed_anyNumberOfTimes_restsBetweenHalfAndWholeOfTheDoubledTime(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int times) {
        EndpointHealth health = new EndpointHealth(new Random(seed));
        for (int n = 0; n < times; n++) {
            health.failed(NOW);
        }
        double whole = Math.min(HedgedRest.LONGEST, HedgedRest.FIRST * Math.pow(2, Math.min(times - 1, 30)));
        assertThat(health.usable()).isFalse();
        assertThat(health.beginProbe(NOW.plusNanos((long) (whole / 2) - 1))).isFalse();
        assertThat(health.beginProbe(NOW.plusNanos((long) whole))).isTrue();
    }

    private static final class HedgedRest {
        static final double FIRST = EndpointHealth.FIRST_REST.toNanos();
        static final double LONGEST = EndpointHealth.LONGEST_REST.toNanos();
    }

    @Example
    void probed_answered_isUsedAgain_andOnlyOneAsks() {
        EndpointHealth health = new EndpointHealth(new Random(1));
        health.failed(NOW);
        Instant due = NOW.plus(EndpointHealth.FIRST_REST);
        assertThat(health.beginProbe(due)).isTrue();
        assertThat(health.beginProbe(due)).as("one is under way").isFalse();
        health.probed(due, false);
        assertThat(health.usable()).isFalse();
        assertThat(health.beginProbe(due)).as("it rests again").isFalse();
        Instant later = due.plus(EndpointHealth.FIRST_REST.multipliedBy(2));
        assertThat(health.beginProbe(later)).isTrue();
        health.probed(later, true);
        assertThat(health.usable()).isTrue();
    }

    @Example
    void failed_soonAfterItsReturn_restsLongerThanBefore_andAfterATrialAsAtFirst() {
        EndpointHealth health = new EndpointHealth(new Random(1));
        health.failed(NOW);
        health.answered(NOW);
        health.failed(NOW.plusSeconds(1));
        assertThat(health.beginProbe(
                        NOW.plusSeconds(1).plus(EndpointHealth.FIRST_REST).minusMillis(1)))
                .as("half of twice the first rest, at least")
                .isFalse();
        Instant calm = NOW.plus(EndpointHealth.TRIAL.multipliedBy(3));
        health.answered(calm);
        Instant again = calm.plus(EndpointHealth.TRIAL).plus(Duration.ofSeconds(1));
        health.failed(again);
        assertThat(health.beginProbe(again.plus(EndpointHealth.FIRST_REST))).isTrue();
    }

    @Example
    void struck_oneQuickerAnswerElsewhere_isNoFailure_twoInARowAre() {
        EndpointHealth health = new EndpointHealth(new Random(1));
        assertThat(health.struck(NOW)).isFalse();
        health.answered(NOW);
        assertThat(health.struck(NOW)).isFalse();
        assertThat(health.usable()).isTrue();
        assertThat(health.struck(NOW)).isTrue();
        assertThat(health.usable()).isFalse();
    }

    @Example
    void beginProbe_clockWasSetBack_doesNotWaitForTheOldTime() {
        EndpointHealth health = new EndpointHealth(new Random(1));
        health.failed(NOW);
        assertThat(health.beginProbe(NOW.minus(EndpointHealth.LONGEST_REST.multipliedBy(2))))
                .isTrue();
    }
}
