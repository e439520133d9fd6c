package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

class NettyCoreRoomTest extends RoomTest {
    @Override
    Engines engines() {
        return new Engines(new NettyQuicEngine(), new JettyQuicEngine());
    }

    /** By first datagrams alone, written down where nobody answers: there is no Retry while there is room. */
    @Override
    void leaveHandshakes(Fixture fixture, int handshakes) throws Exception {
        for (int i = 0; i < handshakes; i++) {
            try (DatagramSocket nobody = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                    Wiretap tap = new Wiretap((InetSocketAddress) nobody.getLocalSocketAddress());
                    QuicDialer dialer = new NettyQuicEngine().dialer(DialConfig.defaults())) {
                assertThatThrownBy(() -> dialer.connect(tap.address(), fixture.key.pin(), Duration.ofMillis(500)))
                        .isInstanceOf(QuicException.class);
                Wiretap.send(tap.take().subList(0, 1), fixture.address());
            }
        }
    }
}
