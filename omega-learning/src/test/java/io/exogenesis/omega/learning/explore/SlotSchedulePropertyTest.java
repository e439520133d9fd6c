package io.exogenesis.omega.learning.explore;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class SlotSchedulePropertyTest {
    // A share is a promise to each viewer at each moment, not an average over many.
    @Property(tries = 200)
    void takes_anyShare_neverMoreThanItOfAnyBeginning(
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0, max = .99) double phase) {
        SlotSchedule schedule = new SlotSchedule(share, phase);
        long taken = 0;
        for (long n = 0; n < 500; n++) {
            taken += schedule.takes(n) ? 1 : 0;
            assertThat((double) taken).isLessThanOrEqualTo(share * (n + 1));
            assertThat(taken).isEqualTo(schedule.among(n + 1));
        }
    }

    // Nor less than it in the long run, or probation would never end.
    @Property(tries = 200)
    void among_many_isTheShareButForTwo(
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0, max = .99) double phase,
            @ForAll @LongRange(min = 0, max = 1_000_000) long n) {
        assertThat((double) new SlotSchedule(share, phase).among(n)).isBetween(share * n - 2, share * n + 1e-6);
    }
}
