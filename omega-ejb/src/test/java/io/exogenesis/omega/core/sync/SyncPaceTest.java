package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.core.CoreFixture;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The rule, and a population of viewers on a clock of its own that follows it. */
class SyncPaceTest {
    private static final int HOUR = 3_600;

    @Property
    void after_anyLoad_staysWithinItsBoundsAndRisesWithTheLoad(
            @ForAll @DoubleRange(min = 1, max = SyncPace.MOST) double stretch,
            @ForAll @DoubleRange(min = 0, max = 3) double load,
            @ForAll @DoubleRange(min = 0, max = 1) double more) {
        double after = SyncPace.after(stretch, load, 1);
        assertThat(after).isBetween(1.0, SyncPace.MOST);
        assertThat(SyncPace.after(stretch, load + more, 1)).isGreaterThanOrEqualTo(after);
        assertThat(after / stretch).as("no jumps").isBetween(.85, 1.18);
    }

    @Property
    void after_loadBelowHalf_asksNobodyToWait(@ForAll @DoubleRange(min = 0, max = SyncPace.FROM) double load) {
        assertThat(SyncPace.after(1, load, 1)).isEqualTo(1);
    }

    @Property
    void after_loadAboveHalfAndBelowTheLimit_asksForMore(@ForAll @DoubleRange(min = .51, max = .99) double load) {
        assertThat(SyncPace.after(1, load, 1)).isGreaterThan(1);
    }

    /** Hysteresis: at the load at which it rose it stays, at one a little lower, too, and far below it comes back slowly. */
    @Property
    void after_loadFallsALittle_staysAndComesBackSlowlyOnlyFarBelow(
            @ForAll @DoubleRange(min = .55, max = .95) double load) {
        double risen = afterLong(1, load, HOUR);
        assertThat(SyncPace.after(risen, load - SyncPace.BAND + .001, 1)).isEqualTo(risen, within(1e-6));
        double aMinute = afterLong(risen, 0, 60);
        assertThat(aMinute).isLessThan(risen).isGreaterThan(Math.sqrt(risen));
        assertThat(afterLong(risen, 0, 2 * HOUR)).isEqualTo(1, within(1e-3));
    }

    private static double afterLong(double stretch, double load, int seconds) {
        double now = stretch;
        for (int s = 0; s < seconds; s++) {
            now = SyncPace.after(now, load, 1);
        }
        return now;
    }

    @Test
    void next_idle_isTheUsualMinuteForEach() {
        SyncPace pace = pace();
        pace.tick(.4);
        assertThat(IntStream.range(0, 100).mapToObj(n -> pace.next())).containsOnly(Duration.ofMinutes(1));
    }

    @Test
    void next_busy_variesAroundTheMeanAndIsNeverBeyondTheLongest() {
        SyncPace pace = pace();
        IntStream.range(0, 600).forEach(n -> pace.tick(.8));
        Duration mean = pace.mean();
        assertThat(mean).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
        assertThat(IntStream.range(0, 1_000).mapToObj(n -> pace.next()).distinct())
                .hasSizeGreaterThan(500)
                .allMatch(p -> p.compareTo(Duration.ofMinutes(1)) >= 0 && p.compareTo(Duration.ofMinutes(5)) <= 0);
        assertThat(IntStream.range(0, 1_000)
                        .mapToLong(n -> pace.next().toMillis())
                        .average()
                        .orElseThrow())
                .isEqualTo(mean.toMillis(), within(.05 * mean.toMillis()));
    }

    @Test
    void tick_sensorThatToldNothing_changesNothing() {
        SyncPace pace = pace();
        IntStream.range(0, 60).forEach(n -> pace.tick(.8));
        Duration before = pace.mean();
        pace.tick(Double.NaN);
        assertThat(pace.mean()).isEqualTo(before);
    }

    private static SyncPace pace() {
        return CoreFixture.inMemory().pace;
    }

    /** Up to three times as many viewers as can sync each minute come within ten minutes, and stay. */
    @Property(tries = 10)
    void population_heeds_convergesBelowWhatTheCoreBearsAndNearlyNobodyIsRefused(
            @ForAll @DoubleRange(min = 1, max = 3) double times, @ForAll @IntRange(min = 1, max = 1_000) int seed) {
        Population viewers = new Population(times, true, seed);
        viewers.live(HOUR);
        long came = viewers.came();
        long refused = viewers.refused();
        assertThat(refused).as("of %d", came).isLessThan(came / 200);
        viewers.live(HOUR);
        assertThat(viewers.refused() - refused).as("once it has settled").isLessThan((viewers.came() - came) / 1_000);
        assertThat(viewers.meanLoad()).as("of the last hour").isLessThan(1);
        assertThat(viewers.leastServed()).isPositive();
    }

    /** What heeding spares: without it the Core refuses, and still each viewer gets through. */
    @Test
    void population_doesNotHeed_isRefusedAndEachGetsThroughAllTheSame() {
        Population deaf = new Population(3, false, 1);
        deaf.live(HOUR);
        assertThat(deaf.refused()).isGreaterThan(deaf.came() / 4);
        long before = deaf.leastServed();
        deaf.live(HOUR);
        assertThat(deaf.leastServed()).as("syncs of the unluckiest viewer").isGreaterThan(before);
    }
}
