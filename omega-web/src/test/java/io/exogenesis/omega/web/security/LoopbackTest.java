package io.exogenesis.omega.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {
    /** The name matters too: a foreign page can point its own name to 127.0.0.1 (DNS rebinding). */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost, true",
        "127.0.0.1, 127.0.0.1, true",
        "127.8.9.1, LOCALHOST, true",
        "0:0:0:0:0:0:0:1, [::1], true",
        "127.0.0.1, attacker.example, false",
        "192.0.2.7, localhost, false",
        "192.0.2.7, 127.0.0.1, false"
    })
    void isLocal_byAddressAndName(String address, String name, boolean local) {
        assertThat(Loopback.isLocal(address, name)).isEqualTo(local);
    }
}
