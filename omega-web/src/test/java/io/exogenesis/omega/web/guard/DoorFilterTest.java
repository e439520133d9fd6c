package io.exogenesis.omega.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=UTF-8",
                "text/csv;charset=\"iso-8859-1\"",
                "application/x-protobuf"
            })
    void readable_ofWhatCanBeRead_passes(String type) {
        assertThat(DoorFilter.readable(type)).isTrue();
    }

    /** It was answered with 500 and a stack trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=foo",
                "text/csv; charset=",
                "a/b;CHARSET=\"no such\"",
                "foo/;;;",
                "x",
                ""
            })
    void readable_ofWhatNobodyKnows_doesNot(String type) {
        assertThat(DoorFilter.readable(type)).isFalse();
    }

    /** The one ended in a stack overflow of 160 KB in the log, the other took a quarter of a second. */
    @Test
    void readable_ofWhatIsLongerThanAnyType_doesNot() {
        assertThat(DoorFilter.readable("a/b" + ";a=b".repeat(1500))).isFalse();
        assertThat(DoorFilter.readable("a/a" + " ".repeat(6000) + "x")).isFalse();
        assertThat(DoorFilter.readable("a".repeat(127) + "/" + "b".repeat(127) + ";charset=utf-8"))
                .isTrue();
    }

    @Test
    void address_inAnyForm_isFound() throws UnknownHostException {
        InetAddress v4 = InetAddress.getByName("192.0.2.1");
        assertThat(Addresses.of("192.0.2.1")).isEqualTo(v4);
        assertThat(Addresses.of("192.0.2.1:4433")).isEqualTo(v4);
        assertThat(Addresses.of("/192.0.2.1:4433")).isEqualTo(v4);
        InetAddress v6 = InetAddress.getByName("2001:db8::1");
        assertThat(Addresses.of("2001:db8::1")).isEqualTo(v6);
        assertThat(Addresses.of("[2001:db8:0:0:0:0:0:1]:4433")).isEqualTo(v6);
        assertThat(Addresses.of("unknown").isAnyLocalAddress()).isTrue();
    }

    /** Such an address was answered with a 500, and with a dump each time. */
    @Test
    void decodable_percentWithoutTwoDigits_isNot() {
        assertThat(List.of("q=%zz", "%", "a=%4", "a=b&c=%g1")).noneMatch(DoorFilter::decodable);
        assertThat(List.of("", "a=%41", "a=b&c=%c3%bc", "%25")).allMatch(DoorFilter::decodable);
        assertThat(DoorFilter.decodable(null)).isTrue();
    }
}
