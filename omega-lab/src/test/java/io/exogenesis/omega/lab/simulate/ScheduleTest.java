package io.exogenesis.omega.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000;
    private static final int VIEWERS = 10_000;

    /** All turns before {@code end}, as a run takes them: each viewer comes again after the interval. */
    private static List<Schedule.Turn> turns(long seed, long interval, long end) {
        Schedule schedule = Schedule.spread(VIEWERS, 0, interval, new Random(seed));
        List<Schedule.Turn> all = new ArrayList<>();
        for (Schedule.Turn t = schedule.takeBefore(end); t != null; t = schedule.takeBefore(end)) {
            all.add(t);
            schedule.add(new Schedule.Turn(t.due() + interval, t.viewer()));
        }
        return all;
    }

    @Test
    void spread_threeIntervals_eachViewerIsDueThreeTimes_inOrderOfTime() {
        List<Schedule.Turn> all = turns(1, 60 * SECOND, 180 * SECOND);

        assertThat(all).hasSize(3 * VIEWERS).extracting(Schedule.Turn::due).isSorted();
        Map<Integer, Integer> times = new HashMap<>();
        all.forEach(t -> times.merge(t.viewer(), 1, Integer::sum));
        assertThat(times)
                .hasSize(VIEWERS)
                .allSatisfy((viewer, n) -> assertThat(n).isEqualTo(3));
    }

    /** Would catch phases that fall together: a rate that is right on average and a storm in its first second. */
    @Test
    void spread_anySecond_hasItsShareOfTheSyncs() {
        int[] perSecond = new int[60];
        turns(1, 60 * SECOND, 60 * SECOND).forEach(t -> perSecond[(int) (t.due() / SECOND)]++);

        // 167 on average, 13 is a standard deviation: six of them
        assertThat(Arrays.stream(perSecond).boxed())
                .allSatisfy(n -> assertThat(n).isBetween(167 - 78, 167 + 78));
    }

    @Test
    void spread_otherSeed_otherPhases() {
        assertThat(turns(1, 60 * SECOND, SECOND)).isEqualTo(turns(1, 60 * SECOND, SECOND));
        assertThat(turns(2, 60 * SECOND, SECOND)).isNotEqualTo(turns(1, 60 * SECOND, SECOND));
    }

    @Test
    void takeBefore_nobodyDue_isNull() {
        Schedule schedule = new Schedule();
        schedule.add(new Schedule.Turn(10, 1));

        assertThat(schedule.takeBefore(10)).isNull();
        assertThat(schedule.takeBefore(11)).isEqualTo(new Schedule.Turn(10, 1));
        assertThat(schedule.takeBefore(Long.MAX_VALUE)).isNull();
    }
}
