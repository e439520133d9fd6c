package io.exogenesis.omega.viewer.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    private static String day(Dates dates, String text) {
        return dates.noon(text).toString().substring(0, 10);
    }

    @ParameterizedTest
    @CsvSource({
        "9/13/23,2023-09-13",
        "13/9/23,2023-09-13",
        "13/09/2023,2023-09-13",
        "13.09.23,2023-09-13",
        "3.9.2023,2023-09-03",
        "03-09-2023,2023-09-03",
        "2023-09-03,2023-09-03",
        "2023/9/3,2023-09-03",
        "2023. 9. 3.,2023-09-03",
        "23. 9. 3.,2023-09-03",
        "3/9/23,2023-03-09"
    })
    void noon_everyCountrysStyle_isTheDay(String text, String expected) {
        assertThat(day(Dates.fitting(List.of(text)), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "13/13/23", "30/2/23", "1/1/1969", "99999999999/1/1", "1/2", "2023-09-13T20:00"
            })
    void noon_noDate_isRefused(String text) {
        Dates dates = Dates.fitting(List.of(text));
        assertThatThrownBy(() -> dates.noon(text)).isInstanceOf(DateTimeException.class);
    }

    /** One date that only one order allows decides for the file. */
    @Test
    void fitting_oneDayAboveTwelve_decidesForAll() {
        assertThat(day(Dates.fitting(List.of("3/9/23", "28/8/23", "1/2/23")), "3/9/23"))
                .isEqualTo("2023-09-03");
    }

    /** Newest first as Netflix lists: 5 April, 4 April, 12 March; read the other way they would jump. */
    @Test
    void fitting_noDayAboveTwelve_goesByTheOrder() {
        assertThat(day(Dates.fitting(List.of("5/4/23", "4/4/23", "12/3/23", "1/3/23", "9/2/23")), "4/3/23"))
                .isEqualTo("2023-03-04");
        assertThat(day(Dates.fitting(List.of("4/5/23", "4/4/23", "3/12/23", "3/1/23", "2/9/23")), "4/3/23"))
                .isEqualTo("2023-04-03");
    }
}
