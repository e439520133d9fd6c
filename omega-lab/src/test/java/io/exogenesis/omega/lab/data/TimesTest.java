package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that are no seconds since 1970 must not become dates that nobody meant. */
class TimesTest {
    @TempDir
    private Path dir;

    private Reading read(String... times) {
        StringBuilder text = new StringBuilder("viewer,item,rating,timestamp\n");
        for (int k = 0; k < times.length; k++) {
            text.append("a,t")
                    .append(9 - k)
                    .append(',')
                    .append(1 + k % 5)
                    .append(',')
                    .append(times[k])
                    .append('\n');
        }
        return new Sets(dir).read("mine.csv", text.toString(), ReadOptions.STRICT);
    }

    private static int[] order(Reading read) {
        return read.data().viewers().getFirst().events().stream()
                .mapToInt(RatingEvent::item)
                .toArray();
    }

    /** Years, numbers of rows, Excel's days: none of them is a time since 1970. */
    @ParameterizedTest
    @CsvSource({
        "2018,2019,years",
        "1,2,places",
        "43589.6,43590.1,Excel",
        "43589.6,43589.7,Excel on one day",
        "20190504,20191399,dates",
        "631151998,631151999,1989"
    })
    void read_numbersBefore1990_refusedWithTheValues(String one, String two, String why) {
        assertThatThrownBy(() -> read(two, one))
                .as(why)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("mine.csv: ")
                .hasMessageContaining(one)
                .hasMessageContaining(two)
                .hasMessageContaining("before 1990")
                .hasMessageContaining("seconds, milliseconds, microseconds or nanoseconds since 1970")
                .hasMessageContaining("ISO dates")
                .hasMessageNotContaining("\n");
    }

    @Test
    void read_moreThanAYearAhead_refused() {
        Instant later = Instant.now().plus(400, ChronoUnit.DAYS);
        String seconds = String.valueOf(later.getEpochSecond());
        assertThatThrownBy(() -> read("1557000000", seconds))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(seconds)
                .hasMessageContaining("in the future");
        assertThatThrownBy(() -> read("2019-05-04", later.toString())).hasMessageContaining("in the future");
        String soon = String.valueOf(Instant.now().plus(30, ChronoUnit.DAYS).getEpochSecond());
        assertThat(read("1557000000", soon).data().events()).isEqualTo(2);
    }

    /** From the middle of the 1980s on a date is one, whatever its year: it says it itself. */
    @Test
    void read_isoDatesBefore1990_taken() {
        assertThat(read("1985-05-04", "1986-05-04").recognised()).contains("1985-05-04 to 1986-05-04");
    }

    @Test
    void read_datesOfEightDigits_areDates() {
        Reading read = read("20190506", "20190504", "20190505");
        assertThat(read.recognised())
                .contains("times as dates yyyymmdd (no zone: taken as UTC), 2019-05-04 to 2019-05-06");
        assertThat(order(read)).containsExactly(1, 2, 0);
        assertThat(read.data().viewers().getFirst().events().getFirst().epochSecond())
                .isEqualTo(Instant.parse("2019-05-04T00:00:00Z").getEpochSecond());
    }

    /** A second of 1970 and a date of eight digits look the same; with a real second beside them they are no dates. */
    @Test
    void read_eightDigitsBesideSeconds_areSeconds() {
        assertThat(read("20190504", "1557000000").recognised()).contains("times in seconds, 1970-08-22 to 2019-05-04");
    }

    /** 0 says "unknown": all of it is as good as no column, and the order is that of the file and not of the ids. */
    @ParameterizedTest
    @CsvSource({"0", "1557000000", "2019-05-04", "2019"})
    void read_allTimesEqual_orderOfTheFileAndSaid(String time) {
        Reading read = read(time, time, time);
        assertThat(order(read)).containsExactly(0, 1, 2);
        assertThat(read.data().viewers().getFirst().events())
                .extracting(RatingEvent::epochSecond)
                .containsExactly(1L, 2L, 3L);
        assertThat(read.recognised())
                .contains("warning: all 3 timestamps are equal (" + time
                        + "): taken as no times, the order is that of the file");
        assertThat(read.data().name()).contains("no timestamps");
        assertThat(read.timed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2019-05-04T10:00:00,2019-05-04T11:00:00,(no zone: taken as UTC)",
        "2019-05-04T10:00:00Z,2019-05-04T11:00:00,(1 of 2 without a zone: taken as UTC)",
        "2019-05-04T10:00:00+02:00,2019-05-04T11:00:00Z,'as ISO dates, '"
    })
    void read_zones_missingOnesAreSaid(String one, String two, String said) {
        assertThat(read(one, two).recognised()).contains(said);
    }
}
