package io.exogenesis.omega.learning.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrendDetectorTest {
    private static final int TITLES = 40;
    private static final int QUIET_DAYS = 80;
    private static final long TITLE = 7;

    private final TrendDetector detector = new TrendDetector(TrendSettings.DEFAULT);
    private final SplittableRandom random = new SplittableRandom(11);

    /** So many events of titles drawn evenly; returns the alarms. */
    private List<Long> day(long day, int events) {
        List<Long> alarms = new ArrayList<>();
        for (int k = 0; k < events; k++) {
            long title = random.nextInt(TITLES);
            if (detector.event(day, title)) {
                alarms.add(title);
            }
        }
        return alarms;
    }

    private void quiet() {
        for (int d = 0; d < QUIET_DAYS; d++) {
            day(d, TITLES);
        }
    }

    // A detector that never alarms and one that always does would each pass half of this.
    @Test
    void event_tenfoldRate_isFoundInDays_andIsOverWhenItEnds() {
        quiet();
        long found = 0;
        for (int d = QUIET_DAYS; d < QUIET_DAYS + 10; d++) {
            day(d, TITLES);
            for (int k = 0; k < 9; k++) {
                if (detector.event(d, TITLE)) {
                    found = d;
                }
            }
        }
        long since = found;
        assertThat(since).isBetween((long) QUIET_DAYS, QUIET_DAYS + 3L);
        assertThat(detector.trending(QUIET_DAYS + 9)).first().satisfies(t -> {
            assertThat(t.key()).isEqualTo(TITLE);
            assertThat(t.sinceDay()).isEqualTo(since);
            assertThat(t.viewers()).isGreaterThanOrEqualTo(80);
            assertThat(t.factor()).isGreaterThan(2);
        });
        for (int d = QUIET_DAYS + 10; d < QUIET_DAYS + 90; d++) {
            day(d, TITLES);
        }
        assertThat(detector.trending(QUIET_DAYS + 90)).noneMatch(t -> t.key() == TITLE);
    }

    // Counts compared with counts, rather than shares with shares, would call every title a trend on a holiday.
    @Test
    void event_busyDays_areNoTrend() {
        quiet();
        for (int d = QUIET_DAYS; d < QUIET_DAYS + 5; d++) {
            assertThat(day(d, 20 * TITLES)).isEmpty();
        }
    }

    @Test
    void event_newTitle_needsFourViewers() {
        quiet();
        for (int viewer = 1; viewer <= 3; viewer++) {
            assertThat(detector.event(QUIET_DAYS, 1_000)).isFalse();
        }
        assertThat(detector.event(QUIET_DAYS, 1_000)).isTrue();
        assertThat(detector.event(QUIET_DAYS, 1_000)).as("one alarm a trend").isFalse();
    }

    // To a new Core every title is new.
    @Test
    void event_firstDays_nothingIsATrend() {
        for (int d = 0; d < TrendSettings.DEFAULT.learningDays(); d++) {
            assertThat(day(d, TITLES)).isEmpty();
            for (int k = 0; k < 10; k++) {
                assertThat(detector.event(d, 1_000 + d)).isFalse();
            }
        }
        assertThat(detector.trending(13)).isEmpty();
    }

    // A clock that jumps back must not undo decay, or counts would grow without bound.
    @Test
    void event_earlierDay_countsAsTheNewest() {
        quiet();
        TrendDetector other = new TrendDetector(TrendSettings.DEFAULT);
        for (int d = 0; d < 30; d++) {
            other.event(100, d);
            other.event(d, d);
        }
        assertThat(other.trending(0)).isEmpty();
        assertThat(other.titles()).isEqualTo(30);
    }

    @Test
    void event_manyTitles_leastWatchedTenthIsForgotten() {
        TrendSettings d = TrendSettings.DEFAULT;
        TrendDetector small = new TrendDetector(new TrendSettings(
                d.fastDays(),
                d.slowDays(),
                d.factors(),
                d.threshold(),
                d.caution(),
                d.prior(),
                d.minViewers(),
                d.minRatio(),
                d.calmRatio(),
                d.learningDays(),
                d.windowDays(),
                100));
        for (int k = 0; k < 20; k++) {
            small.event(0, TITLE);
        }
        for (long title = 100; title < 5_000; title++) {
            small.event(1, title);
            assertThat(small.titles()).isLessThanOrEqualTo(100);
        }
        for (long title = 5_000; title < 10_000; title++) {
            small.event(20, title);
            if (title % 250 == 0) {
                small.event(20, TITLE);
            }
        }
        assertThat(small.trending(20))
                .as("an often watched title is no new one")
                .isEmpty();
    }

    // A state that loses a number on the disk would behave differently after each restart.
    @Property(tries = 40)
    void write_read_goesOnAsIfNothingHadHappened(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 90) int stop,
            @ForAll @IntRange(min = 1, max = 9) int busy)
            throws IOException {
        TrendDetector whole = new TrendDetector(TrendSettings.DEFAULT);
        TrendDetector parts = new TrendDetector(TrendSettings.DEFAULT);
        SplittableRandom stream = new SplittableRandom(seed);
        for (int d = 0; d < 90; d++) {
            if (d == stop) {
                parts = copy(parts);
            }
            for (int k = 0; k < 20; k++) {
                long title = d > 60 && stream.nextInt(10) < busy ? TITLE : stream.nextInt(TITLES);
                assertThat(parts.event(d, title)).isEqualTo(whole.event(d, title));
            }
        }
        assertThat(parts.trending(90)).isEqualTo(whole.trending(90));
    }

    private static TrendDetector copy(TrendDetector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.write(new DataOutputStream(bytes));
        return TrendDetector.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), TrendSettings.DEFAULT);
    }

    // What was silent for a year must not fill the disk.
    @Test
    void write_longSilentTitles_areLeftOut() throws IOException {
        day(0, 200);
        detector.event(365, TITLE);
        assertThat(detector.titles()).isGreaterThan(1);
        assertThat(copy(detector).titles()).isEqualTo(1);
    }

    @Test
    void settings_thatMakeNoSense_areRefused() {
        TrendSettings d = TrendSettings.DEFAULT;
        assertThatThrownBy(() -> d.withThreshold(0)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> d.withThreshold(Double.NaN)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new TrendSettings(60, 14, d.factors(), 4, 1, .5, 4, 2, 1.5, 14, 30, 100))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("slower");
        assertThatThrownBy(() -> new TrendSettings(14, 60, List.of(1.0), 4, 1, .5, 4, 2, 1.5, 14, 30, 100))
                .isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new TrendSettings(14, 60, d.factors(), 4, 1, .5, 2, 2, 1.5, 14, 30, 100))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("3 viewers");
    }
}
