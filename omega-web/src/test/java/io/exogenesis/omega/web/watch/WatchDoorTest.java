package io.exogenesis.omega.web.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchDoorTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1,-,-,true",
                "1,same-origin,http://127.0.0.1:9080,true",
                "1,-,http://127.0.0.1:9080,true",
                "-,same-origin,http://127.0.0.1:9080,false",
                "1,cross-site,-,false",
                "1,same-site,-,false",
                "1,none,-,false",
                "1,same-origin,http://127.0.0.1:9081,false",
                "1,same-origin,https://127.0.0.1:9080,false",
                "1,-,http://evil.example,false",
                "1,-,null,false"
            })
    void isOurs_byHeaderAndWhatTheBrowserSays(String header, String site, String origin, boolean ours) {
        assertThat(WatchDoor.isOurs(header, site, origin, URI.create("http://127.0.0.1:9080/api/")))
                .isEqualTo(ours);
    }

    /** An image on another page of this host is a read with the cookie. */
    @Test
    void read_causedByAnotherPage_isFromElsewhere() {
        assertThat(List.of("cross-site", "same-site", "")).allMatch(WatchDoor::isFromElsewhere);
        assertThat(WatchDoor.isFromElsewhere("same-origin")).isFalse();
        assertThat(WatchDoor.isFromElsewhere("none")).isFalse();
        assertThat(WatchDoor.isFromElsewhere(null)).isFalse();
    }
}
