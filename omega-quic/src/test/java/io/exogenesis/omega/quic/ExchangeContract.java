package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The plain way: dial, check the pin, exchange frames; many at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExchangeContract {

    abstract Engines engines();

    private Fixture fixture;

    @BeforeAll
    void start(@TempDir Path dir) {
        fixture = new Fixture(engines(), dir);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void exchange_twoFrames_answersInOrder() {
        try (QuicConnection connection = fixture.connect()) {
            List<byte[]> answers =
                    connection.exchange(List.of("hello".getBytes(UTF_8), "omega".getBytes(UTF_8)), Fixture.PATIENCE);
            assertThat(answers).extracting(bytes -> new String(bytes, UTF_8)).containsExactly("hello", "omega");
            assertThat(connection.open()).isTrue();
        }
    }

    @Test
    void exchange_noFrames_noAnswers() {
        try (QuicConnection connection = fixture.connect()) {
            assertThat(connection.exchange(List.of(), Fixture.PATIENCE)).isEmpty();
        }
    }

    /** One message of the largest allowed size each way crosses packets, flow control and pooled buffers. */
    @Test
    void exchange_largestFrame_comesBackWhole() {
        byte[] largest = random(1, ListenLimits.DEFAULT_MAX_FRAME_BYTES);
        try (QuicConnection connection = fixture.connect()) {
            List<byte[]> answers = connection.exchange(List.of(largest), Fixture.PATIENCE);
            assertThat(answers).hasSize(1);
            assertThat(answers.getFirst()).isEqualTo(largest);
        }
    }

    @Test
    void connect_wrongPin_noStreamEverReachesTheListener() {
        long streamsBefore = fixture.listener.stats().streams().total();
        Pin wrong = new Pin(Base64.getEncoder().encodeToString(new byte[32]));
        assertThatThrownBy(() -> fixture.dialer.connect(fixture.address(), wrong, Fixture.PATIENCE))
                .isInstanceOf(WrongPinException.class)
                .hasMessageContaining(fixture.key.pin().sha256Base64());
        assertThat(fixture.listener.stats().streams().total()).isEqualTo(streamsBefore);
    }

    @Test
    void exchange_fiftyConnectionsAtOnce_eachGetsItsOwnBytesBack() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                byte[] body = random(i, 8 << 10);
                all.add(viewers.submit(() -> {
                    try (QuicConnection connection = fixture.connect()) {
                        assertThat(connection.exchange(List.of(body), Fixture.PATIENCE))
                                .singleElement()
                                .isEqualTo(body);
                        assertThat(connection.exchange(List.of(body, body), Fixture.PATIENCE))
                                .hasSize(2);
                    }
                }));
            }
        }
        for (Future<?> viewer : all) {
            viewer.get();
        }
    }

    /** Two of some hundred sockets on one port, or an end that nobody told of, would leave one of these without answer. */
    @Test
    void exchange_threeHundredHeldConnectionsInTurn_noneGoesDeaf() {
        List<QuicConnection> held = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                held.add(fixture.connect());
            }
            for (QuicConnection connection : held) {
                assertThat(connection.exchange(List.of(random(2, 8 << 10)), Fixture.PATIENCE))
                        .hasSize(1);
            }
            assertThat(fixture.listener.connections()).isGreaterThanOrEqualTo(300);
        } finally {
            held.forEach(QuicConnection::close);
        }
    }

    /** More exchanges than one connection may have streams at once, and far more than Jetty's default of one. */
    @Test
    void exchange_threeHundredOnOneConnection_allAnswered() throws Exception {
        List<Future<List<byte[]>>> all = new ArrayList<>();
        try (QuicConnection connection = fixture.connect();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                byte[] body = random(i, 1 + i);
                all.add(callers.submit(() -> connection.exchange(List.of(body), Fixture.PATIENCE)));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(all.get(i).get()).singleElement().isEqualTo(random(i, 1 + i));
            }
        }
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
