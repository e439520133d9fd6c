package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.store.LeaveTimes.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LeaveTimesPropertyTest {
    /** Whenever an agent asks, no span of a day has more than the quota: so no epoch of a day has, wherever it begins. */
    @Property(tries = 300)
    void room_anyTimes_noDayBeyondTheQuota(
            @ForAll Kind kind, @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 120) Integer> minutes) {
        LeaveTimes times = new LeaveTimes();
        List<Instant> left = new ArrayList<>();
        Instant now = TestAgents.NOW;
        for (int pause : minutes) {
            now = now.plus(Duration.ofMinutes(pause));
            if (times.room(kind, now) > 0) {
                times.left(kind, now);
                left.add(now);
            }
        }
        for (Instant from : left) {
            assertThat(left.stream()
                            .filter(t -> !t.isBefore(from) && t.isBefore(from.plus(LeaveTimes.DAY)))
                            .count())
                    .isLessThanOrEqualTo(kind.quota());
        }
    }

    /** Would catch a clock that was set back for a year and silences the agent for one. */
    @Test
    void room_clockSetBack_timesOfTheFutureDoNotCount() {
        LeaveTimes times = new LeaveTimes();
        for (int n = 0; n < Kind.SAMPLE.quota(); n++) {
            times.left(Kind.SAMPLE, TestAgents.NOW.plus(Duration.ofDays(365)));
        }
        assertThat(times.room(Kind.SAMPLE, TestAgents.NOW)).isEqualTo(Kind.SAMPLE.quota());
    }

    // The time of the last one must outlive the day for which times are counted, and the compaction of the memory.
    @Test
    void last_isKnownForLongerThanADay_alsoFromRecords_andNeverInTheFuture() {
        LeaveTimes times = new LeaveTimes();
        assertThat(times.last(Kind.SAMPLE, TestAgents.NOW)).isEmpty();
        times.left(Kind.SAMPLE, TestAgents.NOW);
        Instant later = TestAgents.NOW.plus(Duration.ofDays(40));
        assertThat(times.last(Kind.SAMPLE, later)).contains(TestAgents.NOW);
        assertThat(times.last(Kind.SAMPLE, TestAgents.NOW.minusMillis(1))).isEmpty();
        LeaveTimes again = new LeaveTimes();
        times.toRecords().forEach(r -> again.left(((AgentRecord.Left) r).kind(), ((AgentRecord.Left) r).at()));
        assertThat(again.last(Kind.SAMPLE, later)).contains(TestAgents.NOW);
    }

    @Test
    void room_halfOfTheQuotaLeft_theRestIsSpread() {
        LeaveTimes times = new LeaveTimes();
        for (int n = 0; n < 4; n++) {
            assertThat(times.room(Kind.SAMPLE, TestAgents.NOW)).isPositive();
            times.left(Kind.SAMPLE, TestAgents.NOW);
        }
        assertThat(times.room(Kind.SAMPLE, TestAgents.NOW.plus(Duration.ofMinutes(179))))
                .isZero();
        assertThat(times.room(Kind.SAMPLE, TestAgents.NOW.plus(Duration.ofMinutes(180))))
                .isEqualTo(4);
    }
}
