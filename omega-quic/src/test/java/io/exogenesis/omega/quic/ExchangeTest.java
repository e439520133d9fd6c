package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain way: dial, check the pin, exchange frames. */
class ExchangeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final QuicEngine ENGINE = new JettyQuicEngine();

    @TempDir
    static Path dir;

    static TestKey key;
    static EchoHandler echo;
    static QuicListener listener;
    static QuicDialer dialer;

    @BeforeAll
    static void start() {
        key = TestKey.create(dir);
        echo = new EchoHandler();
        listener = ENGINE.listen(
                ListenConfig.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        key.file(),
                        key.password(),
                        dir.resolve("work")),
                echo);
        dialer = ENGINE.dialer(DialConfig.defaults());
    }

    @AfterAll
    static void stop() {
        dialer.close();
        listener.close();
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }

    @Test
    void exchange_twoFrames_answersInOrder() {
        try (QuicConnection connection = dialer.connect(address(), key.pin(), PATIENCE)) {
            List<byte[]> answers =
                    connection.exchange(List.of("hello".getBytes(UTF_8), "omega".getBytes(UTF_8)), PATIENCE);
            assertThat(answers).extracting(bytes -> new String(bytes, UTF_8)).containsExactly("hello", "omega");
            assertThat(connection.open()).isTrue();
        }
    }

    @Test
    void connect_wrongPin_noStreamEverReachesTheListener() {
        long streamsBefore = listener.stats().streamsTotal();
        Pin wrong = new Pin(Base64.getEncoder().encodeToString(new byte[32]));
        assertThatThrownBy(() -> dialer.connect(address(), wrong, PATIENCE))
                .isInstanceOf(WrongPinException.class)
                .hasMessageContaining(key.pin().sha256Base64());
        assertThat(listener.stats().streamsTotal()).isEqualTo(streamsBefore);
    }
}
