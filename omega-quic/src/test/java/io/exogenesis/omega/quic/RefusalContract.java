package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What peers, ports and files can do wrong, and what then still has to work. */
abstract class RefusalContract {

    abstract Engines engines();

    private static final int TEN_MEGABYTES = 10 << 20;

    @TempDir
    Path dir;

    /** Repeated, because bytes that nobody reads must not eat the connection's flow-control window. */
    @Test
    void frame_ofTenMegabytes_typedAnswerOnTheSameStreamAndConnectionSurvives() {
        try (Fixture fixture = new Fixture(engines(), dir);
                QuicConnection connection = fixture.connect()) {
            for (int i = 0; i < 5; i++) {
                List<byte[]> answers = connection.exchange(List.of(new byte[TEN_MEGABYTES]), Fixture.PATIENCE);
                assertThat(answers)
                        .singleElement()
                        .extracting(bytes -> new String(bytes, UTF_8))
                        .isEqualTo("too large: " + TEN_MEGABYTES);
            }
            assertThat(connection.exchange(List.of("still here".getBytes(UTF_8)), Fixture.PATIENCE))
                    .hasSize(1);
            assertThat(fixture.listener.stats().frames().refused()).isEqualTo(5);
            assertThat(fixture.listener.stats().streams().total()).isEqualTo(6);
        }
    }

    /** One unparsable datagram would end all of Jetty's connections; none may even show in the log. */
    @Test
    void garbage_atThePort_openConnectionsAndNewOnesWorkAndTheLogIsSilent() throws IOException {
        LogCount log = LogCount.install();
        try (Fixture fixture = new Fixture(engines(), dir);
                QuicConnection warm = fixture.connect();
                DatagramSocket attacker = new DatagramSocket()) {
            log.count = 0;
            Random random = new Random(7);
            for (int i = 0; i < 500; i++) {
                byte[] junk = Garbage.datagram(random, i);
                attacker.send(new DatagramPacket(
                        junk, junk.length, InetAddress.getLoopbackAddress(), fixture.listener.port()));
                if (i % 100 == 99) {
                    assertThat(warm.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                            .hasSize(1);
                }
            }
            try (QuicConnection fresh = fixture.connect()) {
                assertThat(fresh.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                        .hasSize(1);
            }
            assertThat(log.count).isZero();
        } finally {
            log.remove();
        }
    }

    @Test
    void listen_portTaken_namesThePort() {
        try (Fixture fixture = new Fixture(engines(), dir)) {
            int port = fixture.listener.port();
            assertThatThrownBy(() -> engines().core().listen(Fixture.config(dir, fixture.key, port), fixture.echo))
                    .isInstanceOfSatisfying(
                            PortInUseException.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessageContaining("" + port);
        }
    }

    @Test
    void listen_wrongPassword_saysWhichFile() {
        TestKey key = TestKey.create(dir);
        ListenConfig config = ListenConfig.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), key.file(), "wrong", dir.resolve("work"));
        assertThatThrownBy(() -> engines().core().listen(config, new EchoHandler()))
                .isInstanceOfSatisfying(
                        QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.SETUP))
                .hasMessageContaining(key.file().toString());
        assertThat(dir.resolve("work"))
                .satisfiesAnyOf(
                        work -> assertThat(work).doesNotExist(),
                        work -> assertThat(work).isEmptyDirectory());
    }

    @Test
    void connect_nobodyAnswers_typedTimeOut() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                QuicDialer dialer = engines().viewer().dialer(DialConfig.defaults())) {
            Pin any = TestKey.create(dir).pin();
            InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort());
            assertThatThrownBy(() -> dialer.connect(to, any, Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.TIMEOUT));
        }
    }

    @Test
    void connect_beyondTheLimit_refusedAndFreeAgainAfterAClose() {
        try (Fixture fixture = new Fixture(
                engines(), dir, config -> config.withLimits(config.limits().withMaxConnections(1)))) {
            QuicConnection first = fixture.connect();
            assertThat(first.exchange(List.of(new byte[1]), Fixture.PATIENCE)).hasSize(1);
            assertThatThrownBy(() -> {
                        try (QuicConnection second = fixture.connect()) {
                            second.exchange(List.of(new byte[1]), Fixture.PATIENCE);
                        }
                    })
                    .isInstanceOf(QuicException.class);
            assertThat(fixture.listener.stats().connections().refused()).isEqualTo(1);
            first.close();
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == 0);
            try (QuicConnection third = fixture.connect()) {
                assertThat(third.exchange(List.of(new byte[1]), Fixture.PATIENCE))
                        .hasSize(1);
            }
        }
    }

    /** Datagrams from plain noise to nearly right: right header forms with wrong ids, versions, tokens and lengths. */
    private static final class Garbage {
        static byte[] datagram(Random random, int i) {
            byte[] noise = new byte[i % 5 == 0 ? random.nextInt(40) : 1200 + random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length < 1200) {
                return noise;
            }
            ByteBuffer header = ByteBuffer.wrap(noise);
            switch (i % 5) {
                case 1 -> initial(header, new byte[0], new byte[0]);
                case 2 -> initial(header, new byte[8], new byte[20]);
                case 3 -> initial(header, new byte[20], "jetty".getBytes(UTF_8));
                default -> header.put((byte) 0x40);
            }
            return noise;
        }

        private static void initial(ByteBuffer header, byte[] id, byte[] token) {
            header.put((byte) 0xc0).putInt(1).put((byte) id.length).put(id).put((byte) 0);
            header.put((byte) token.length).put(token).putShort((short) 0x4400);
        }
    }

    private static final class LogCount extends Handler {
        volatile int count;

        static LogCount install() {
            LogCount handler = new LogCount();
            handler.setLevel(Level.INFO);
            Logger.getLogger("").addHandler(handler);
            return handler;
        }

        void remove() {
            Logger.getLogger("").removeHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
                count++;
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
