package io.exogenesis.omega.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {
    private final HostRule rule = new HostRule("Omega.Example.org", Set.of("10.0.0.7"));

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:9080", "127.0.0.1:9443", "[::1]:9080", "omega.example.org", "10.0.0.7:1"
            })
    void host_loopbackPublicOrNamed_isAllowed(String host) {
        assertThat(rule.allowsHost(host)).isTrue();
        assertThat(rule.allowsOrigin("https://" + host)).isTrue();
        assertThat(rule.allowsOrigin("http://" + host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "omega.example.org.evil",
                "evil@localhost",
                "localhost:9080/x",
                "localhost:",
                "[::1",
                "::1",
                "",
                " localhost"
            })
    void host_anyOther_isRefused(String host) {
        assertThat(rule.allowsHost(host)).isFalse();
        assertThat(rule.allowsOrigin("http://" + host)).isFalse();
    }

    // A page from a file or a sandbox has the origin null; a program has none at all.
    @Test
    void origin_nullOfABrowserOrOtherScheme_isRefused_andNoneIsAllowed() {
        assertThat(rule.allowsOrigin("null")).isFalse();
        assertThat(rule.allowsOrigin("file://localhost")).isFalse();
        assertThat(rule.allowsOrigin(null)).isTrue();
        assertThat(rule.allowsHost(null)).isFalse();
    }

    @Test
    void publicHost_asBareIpv6_isAskedForInBrackets() {
        HostRule six = new HostRule("2001:db8::7", Set.of());
        assertThat(six.allowsHost("[2001:db8::7]:9443")).isTrue();
        assertThat(six.allowsHost("[2001:db8::8]:9443")).isFalse();
    }
}
