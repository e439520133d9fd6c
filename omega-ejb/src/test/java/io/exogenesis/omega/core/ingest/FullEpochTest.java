package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An epoch that is pushed to its ceiling in a small heap: pushes are refused, the round ends, the process lives. */
class FullEpochTest {
    /** Small enough for a test to fill, and the least in which the test's own ports and titles fit. */
    private static final String HEAP = "-Xmx128m";

    @TempDir
    Path directory;

    @Test
    void pushes_upToTheCeilingOfASmallHeap_areRefused_andTheRoundEnds() throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullEpochTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readString(output)).contains("the epoch is full", "the round ended");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process in the small heap. */
    public static void main(String[] args) throws IOException {
        CoreFixture core = CoreFixture.inMemory();
        long ceiling = core.epoch.status(0).ceiling();
        ServerFrame answer = ServerFrame.getDefaultInstance();
        for (int v = 0; !answer.hasRefusal() || answer.getRefusal().getCode() == Refusal.Code.QUOTA; v++) {
            core.clock.advance(Duration.ofMillis(10));
            Registration viewer = core.register();
            SyncSession session = core.session(viewer);
            Contribution[] frame = new Contribution[60];
            for (int i = 0; i < frame.length; i++) {
                frame[i] = Samples.pattern(i + 1, Samples.embedding(v * 64L + i), .9);
            }
            answer = core.push(session, frame);
        }
        System.out.println("the epoch is full: " + core.epoch.status(0).patterns() + " of " + ceiling + ", "
                + answer.getRefusal().getCode());
        RoundRecord round = core.rounds.runNow(true);
        System.out.println("the round ended with " + round.votes() + " votes in " + round.durationMs() + " ms");
    }
}
