package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own is killed with -9 while it tracks; what it had confirmed is there, and it starts again. */
@Timeout(180)
class KillTest {
    private static final int KILLS = 3;

    @TempDir
    Path directory;

    @Test
    void kill9_whileTracking_everyConfirmedEventIsFoundAgain() throws Exception {
        long atLeast = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Path said = directory.resolve("said-" + kill);
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-modules=jdk.incubator.vector",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(said.toFile())
                    .start();
            long enough = 200L * kill;
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> confirmed(said) > enough);
            child.destroyForcibly();
            assertThat(child.waitFor()).isEqualTo(137);
            atLeast += confirmed(said);
            try (SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                    ViewerAgent agent = LocalViewerAgent.open(Child.config(directory), shared)) {
                assertThat(agent.stats().memory().events()).isGreaterThanOrEqualTo(atLeast);
                atLeast = agent.stats().memory().events();
            }
        }
    }

    /** What the child said last in a whole line; the kill may have cut the one after it. */
    private static long confirmed(Path said) throws IOException {
        String text = Files.readString(said);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .reduce((before, line) -> line)
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Tracks for ever and says how many events it knows to be durable. */
    static final class Child {
        private Child() {}

        static ViewerAgentConfig config(Path directory) {
            return TestAgents.config("v", directory.resolve("v"), new FaultyTransport(new FakeCore(2)))
                    .build();
        }

        public static void main(String[] args) {
            Path directory = Path.of(args[0]);
            SharedModels shared = TestAgents.shared(directory.resolve("shared"));
            ViewerAgent agent = LocalViewerAgent.open(config(directory), shared);
            for (long n = 1; ; n += 5) {
                List<CompletableFuture<Void>> few = List.of(
                        agent.trackRating(new MediaId("a" + n), 4),
                        agent.trackRating(new MediaId("b" + n), 4),
                        agent.trackShare(new MediaId("c" + n)),
                        agent.trackRating(new MediaId("d" + n), 1),
                        agent.trackRating(new MediaId("a" + n), 5));
                CompletableFuture.allOf(few.toArray(CompletableFuture[]::new)).join();
                System.out.println(n + 4);
            }
        }
    }
}
