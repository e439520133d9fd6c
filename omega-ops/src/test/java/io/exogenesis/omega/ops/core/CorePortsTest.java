package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class CorePortsTest {
    @Test
    void claimed_anyPort_threeFreeOnes() {
        CorePorts ports = CorePorts.ANY.claimed();
        assertThat(ports.http()).isPositive().isNotEqualTo(ports.https());
        assertThat(ports.quic()).isPositive();
    }

    @Test
    void claimed_takenHttp_namesPortAndOption() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> new CorePorts(port, 0, 0).claimed())
                    .isInstanceOfSatisfying(
                            CoreProblem.class, p -> assertThat(p.isUsage()).isTrue())
                    .hasMessageContaining("HTTP port " + port)
                    .hasMessageContaining("--http-port");
        }
    }

    @Test
    void claimed_takenHttps_namesPortAndOption() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> new CorePorts(0, port, 0).claimed())
                    .hasMessageContaining("HTTPS port " + port)
                    .hasMessageContaining("--https-port");
        }
    }

    @Test
    void claimed_takenQuic_namesUdpPortAndOption() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0)) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> new CorePorts(0, 0, port).claimed())
                    .hasMessageContaining("QUIC port " + port + " (UDP)")
                    .hasMessageContaining("--quic-port");
        }
    }

    @Test
    void ports_outOfRangeOrShared_refused() {
        assertThatThrownBy(() -> new CorePorts(70000, 0, 0))
                .hasMessageContaining("--http-port")
                .hasMessageContaining("70000");
        assertThatThrownBy(() -> new CorePorts(9080, 9080, 1)).hasMessageContaining("--https-port");
    }
}
