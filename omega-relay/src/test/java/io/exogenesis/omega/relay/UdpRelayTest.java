package io.exogenesis.omega.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class UdpRelayTest {
    private static final int SECONDS = 30;

    /** Sends each datagram back to where it came from, and remembers from which ports they came. */
    private static final class Echo implements AutoCloseable {
        private final DatagramSocket socket;
        private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

        Echo() throws SocketException {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().start(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                while (!socket.isClosed()) {
                    try {
                        packet.setLength(2048);
                        socket.receive(packet);
                        ports.add(packet.getPort());
                        socket.send(packet);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static DatagramSocket client() throws SocketException {
        DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        client.setSoTimeout(SECONDS * 1_000);
        return client;
    }

    private static void send(DatagramSocket client, UdpRelay relay, int number, int size) throws IOException {
        byte[] bytes = ByteBuffer.allocate(size).putInt(number).array();
        client.send(new DatagramPacket(bytes, size, relay.address()));
    }

    private static int receive(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        client.receive(packet);
        return ByteBuffer.wrap(packet.getData()).getInt();
    }

    @Test
    void relay_delayedPath_answersInOrder() throws IOException {
        try (Echo echo = new Echo();
                DatagramSocket client = client();
                UdpRelay relay = UdpRelay.start(echo.address(), NetworkPath.of(Duration.ofMillis(4), 0), 1)) {
            List<Integer> back = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                send(client, relay, i, 100);
            }
            for (int i = 0; i < 100; i++) {
                back.add(receive(client));
            }

            assertThat(back).isSorted();
            assertThat(relay.stats().forwarded()).isEqualTo(200);
        }
    }

    /** One datagram at a time and a perfect way back, so that each is either answered or counted as lost. */
    @Test
    void relay_lossyPath_losesWhatItCounts() throws IOException {
        NetworkPath up = new NetworkPath(Link.PERFECT.withLoss(.2), Link.PERFECT);
        try (Echo echo = new Echo();
                DatagramSocket client = client();
                UdpRelay relay = UdpRelay.start(echo.address(), up, 1)) {
            int answered = 0;
            for (int i = 0; i < 500; i++) {
                long lost = relay.stats().lost();
                send(client, relay, i, 100);
                long sent = i + 1L;
                await().atMost(Duration.ofSeconds(SECONDS))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> relay.stats().lost() + relay.stats().forwarded() / 2 == sent);
                if (relay.stats().lost() == lost) {
                    assertThat(receive(client)).isEqualTo(i);
                    answered++;
                }
            }

            assertThat(relay.stats().lost()).isBetween(60L, 140L);
            assertThat(answered).isEqualTo(500 - (int) relay.stats().lost());
        }
    }

    @Test
    void rebind_threeTimes_serverSeesFourPorts_clientHearsAll() throws IOException {
        try (Echo echo = new Echo();
                DatagramSocket client = client();
                UdpRelay relay = UdpRelay.start(echo.address(), NetworkPath.PERFECT, 1)) {
            for (int i = 0; i < 4; i++) {
                send(client, relay, i, 100);
                assertThat(receive(client)).isEqualTo(i);
                if (i < 3) {
                    relay.rebind();
                }
            }

            assertThat(echo.ports).hasSize(4);
            assertThat(relay.stats().rebinds()).isEqualTo(3);
        }
    }

    /** A limit that begins later: as a path whose MTU shrinks after the handshake. */
    @Test
    void path_changed_longDatagramsAreDroppedFromThenOn() throws IOException {
        try (Echo echo = new Echo();
                DatagramSocket client = client();
                UdpRelay relay = UdpRelay.start(echo.address(), NetworkPath.PERFECT, 1)) {
            send(client, relay, 1, 1_400);
            assertThat(receive(client)).isEqualTo(1);

            relay.path(NetworkPath.both(Link.PERFECT.withMaxBytes(1_232)));
            send(client, relay, 2, 1_400);
            send(client, relay, 3, 1_232);

            assertThat(receive(client)).isEqualTo(3);
            assertThat(relay.stats().tooLarge()).isEqualTo(1);
        }
    }

    /** Would catch a queue without a bound: a relay with a long delay would fill the memory. */
    @Test
    void relay_moreThanTheQueueHolds_dropsTheRest() throws IOException {
        NetworkPath slow = new NetworkPath(Link.PERFECT.withDelay(Duration.ofMinutes(1)), Link.PERFECT);
        try (Echo echo = new Echo();
                DatagramSocket client = client();
                UdpRelay relay = UdpRelay.start(echo.address(), slow, 1)) {
            int sent = 0;
            while (relay.stats().overflowed() == 0 && sent < 20 * UdpRelay.MOST_WAITING) {
                send(client, relay, sent++, 20);
            }

            assertThat(relay.stats().overflowed()).isPositive();
            assertThat(sent).isGreaterThan(UdpRelay.MOST_WAITING);
        }
    }
}
