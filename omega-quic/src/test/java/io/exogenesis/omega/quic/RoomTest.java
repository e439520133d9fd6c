package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.quic.jetty.MidStreamClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers can make a listener hold. */
class RoomTest {

    @TempDir
    Path dir;

    /** Would catch beginnings of large frames that fill the memory, and room that is never given back. */
    @Test
    void beginningsOfFrames_beyondTheBudget_refusedTypedUntilTheirSendersLeave() throws Exception {
        try (Fixture fixture = new Fixture(dir, config -> config.withMaxHeldBytes(300_000));
                QuicConnection honest = fixture.connect()) {
            QuicConnection hoarder = fixture.connect();
            MidStreamClient.begin(hoarder, 250_000, 200_000);
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().bytesReceived() >= 200_000);

            assertThat(text(honest.exchange(List.of(new byte[200_000]), Fixture.PATIENCE)))
                    .containsExactly("crowded");
            assertThat(honest.exchange(List.of(new byte[1000]), Fixture.PATIENCE))
                    .singleElement()
                    .isEqualTo(new byte[1000]);
            assertThat(fixture.listener.stats().framesRefused()).isEqualTo(1);

            hoarder.close();
            await().atMost(Fixture.PATIENCE)
                    .untilAsserted(() -> assertThat(honest.exchange(List.of(new byte[200_000]), Fixture.PATIENCE))
                            .singleElement()
                            .isEqualTo(new byte[200_000]));
        }
    }

    @Test
    void firstFrame_isHeldToTheReceiversLimit_theNextToTheListeners() {
        try (Fixture fixture = new Fixture(dir);
                QuicConnection connection = fixture.connect()) {
            fixture.echo.firstFrameBytes = 1000;

            assertThat(text(connection.exchange(List.of(new byte[1001]), Fixture.PATIENCE)))
                    .containsExactly("too large: 1001");
            assertThat(connection.exchange(List.of(new byte[1000], new byte[100_000]), Fixture.PATIENCE))
                    .extracting(answer -> answer.length)
                    .containsExactly(1000, 100_000);
        }
    }

    private static List<String> text(List<byte[]> answers) {
        return answers.stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }
}
