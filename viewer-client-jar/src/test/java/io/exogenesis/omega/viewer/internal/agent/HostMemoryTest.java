package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.memory.EpisodeQuery;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.memory.NewSkill;
import io.exogenesis.omega.viewer.memory.PatternQuery;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the host puts into an agent's memory, through the agent. */
@Timeout(60)
class HostMemoryTest {
    @TempDir
    Path directory;

    private ViewerAgentConfig.Builder config(String state) {
        return ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve(state))
                .syncInterval(Duration.ZERO);
    }

    private SharedModels shared() {
        return TestAgents.shared(directory.resolve("shared"));
    }

    @Test
    void memory_afterARestart_isThere() {
        PatternId id;
        try (SharedModels shared = shared();
                ViewerAgent agent = LocalViewerAgent.open(config("a").build(), shared)) {
            id = agent.reasoningBank()
                    .store(NewPattern.of(TaskType.DISCOVERY, "genre1 in the evening", .9))
                    .join();
            agent.reflexion()
                    .store(NewEpisode.of("s", "find genre1", "", "did", .9))
                    .join();
            agent.skills().store(NewSkill.of("find genre1", "how")).join();
        }
        try (SharedModels shared = shared();
                ViewerAgent agent = LocalViewerAgent.open(config("a").build(), shared)) {
            List<FoundPattern> found =
                    agent.reasoningBank().search(PatternQuery.of("genre1", 5)).join();
            assertThat(found).extracting(FoundPattern::id).containsExactly(id);
            assertThat(agent.reflexion().search(EpisodeQuery.of("genre1", 5)).join())
                    .hasSize(1);
            assertThat(agent.skills().all()).hasSize(1);
            assertThat(agent.stats().memory().episodes()).isEqualTo(1);
        }
    }

    @Test
    void memoryKey_wrong_oneSentence() {
        byte[] key = new byte[32];
        try (SharedModels shared = shared()) {
            try (ViewerAgent agent =
                    LocalViewerAgent.open(config("b").memoryKey(() -> key).build(), shared)) {
                agent.reasoningBank()
                        .store(NewPattern.of(TaskType.DISCOVERY, "x", .9))
                        .join();
            }
            assertThatThrownBy(() -> LocalViewerAgent.open(config("b").build(), shared))
                    .hasMessageContaining("encrypted");
            try (ViewerAgent agent =
                    LocalViewerAgent.open(config("b").memoryKey(() -> key).build(), shared)) {
                assertThat(agent.reasoningBank().stats().stored()).isEqualTo(1);
            }
        }
    }

    @Test
    void exportAndSnapshot_intoAnotherAgent_sameMemory() {
        StringWriter lines = new StringWriter();
        try (SharedModels shared = shared();
                ViewerAgent agent = LocalViewerAgent.open(config("c").build(), shared)) {
            agent.reasoningBank()
                    .store(NewPattern.of(TaskType.DISCOVERY, "genre2", .9))
                    .join();
            agent.exportMemory(lines);
            agent.snapshotTo(directory.resolve("copy")).join();
            try (ViewerAgent copy = LocalViewerAgent.open(config("copy").build(), shared);
                    ViewerAgent other = LocalViewerAgent.open(config("d").build(), shared)) {
                assertThat(copy.reasoningBank().stats().stored()).isEqualTo(1);
                assertThat(other.importMemory(new StringReader(lines.toString()))
                                .added())
                        .isEqualTo(1);
            }
        }
    }

    // Files that an interrupted thread uses are closed under it: the journal stayed beside the snapshot in its place.
    @Test
    void importMemory_onAnInterruptedThread_isCompactedAsElsewhere() {
        byte[] key = new byte[32];
        StringWriter lines = new StringWriter();
        String text = "x".repeat(8_000);
        try (SharedModels shared = shared()) {
            try (ViewerAgent agent = LocalViewerAgent.open(config("h").build(), shared)) {
                for (int n = 0; n < 300; n++) {
                    agent.reflexion()
                            .store(NewEpisode.of("s", "task " + n, text, text, .9))
                            .join();
                }
                agent.exportMemory(lines);
            }
            try (ViewerAgent sealed =
                    LocalViewerAgent.open(config("i").memoryKey(() -> key).build(), shared)) {
                List<String> all = lines.toString().lines().toList();
                for (int from = 0; from < 300; from += 100) { // segments of the journal; the last makes it compact
                    if (from == 200) {
                        Thread.currentThread().interrupt();
                    }
                    sealed.importMemory(new StringReader(String.join("\n", all.subList(from, from + 100))));
                }
                assertThat(Thread.interrupted()).isTrue();
                assertThat(sealed.stats().memory().episodes()).isEqualTo(300);
                long once = sealed.stats().disk().journalBytes();
                sealed.compact().join();
                assertThat(sealed.stats().disk().journalBytes()).isEqualTo(once);
            }
        }
    }

    @Test
    void importMemory_ofAClosedAgent_saysSo() {
        try (SharedModels shared = shared()) {
            ViewerAgent agent = LocalViewerAgent.open(config("j").build(), shared);
            agent.close();
            assertThatThrownBy(() -> agent.importMemory(new StringReader(""))).isInstanceOf(AgentClosedException.class);
        }
    }

    @Test
    void store_withoutAnEmbedder_saysWhatToDoAndTheAgentGoesOn() {
        SharedModels.Options none = SharedModels.Options.defaults().withEmbedder(() -> {
            throw new EmbedderUnavailableException("the model is missing: run doctor", null);
        });
        try (SharedModels shared = SharedModels.in(directory.resolve("shared"), none);
                ViewerAgent agent = LocalViewerAgent.open(config("e").build(), shared)) {
            CompletableFuture<PatternId> stored =
                    agent.reasoningBank().store(NewPattern.of(TaskType.DISCOVERY, "x", .9));
            assertThatThrownBy(stored::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("run doctor");
            assertThat(agent.getRecommendations(ViewerContext.top(5)).join()).isEmpty();
            assertThat(agent.reasoningBank().stats().stored()).isZero();
        }
    }

    @Test
    void events_inAFlightRecording_withoutAnythingOfTheOwner() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RecordingStream recording = new RecordingStream();
                SharedModels shared = shared();
                ViewerAgent agent = LocalViewerAgent.open(config("f").build(), shared)) {
            recording.enable("omega.Recommend");
            recording.onEvent("omega.Recommend", event -> seen.complete(event.toString()));
            recording.startAsync();
            agent.getRecommendations(ViewerContext.top(7).withGenres(List.of("a secret wish")))
                    .join();
            recording.stop();
            assertThat(seen.join()).contains("asked = 7").doesNotContain("secret");
        }
    }

    // A device whose clock was wrong and is set right: what was stored "in the future" must not block or vanish.
    @Test
    void clock_goesBackADay_everythingGoesOn() {
        Instant[] now = {TestAgents.NOW};
        try (SharedModels shared = shared();
                ViewerAgent agent =
                        LocalViewerAgent.open(config("g").clock(() -> now[0]).build(), shared)) {
            PatternId first = agent.reasoningBank()
                    .store(NewPattern.of(TaskType.DISCOVERY, "genre1 before", .9))
                    .join();
            agent.trackRating(new MediaId("m1"), 5).join();
            now[0] = TestAgents.NOW.minus(Duration.ofDays(1));
            agent.trackRating(new MediaId("m2"), 5).join();
            PatternId second = agent.reasoningBank()
                    .store(NewPattern.of(TaskType.DISCOVERY, "genre1 after", .9))
                    .join();
            assertThat(agent.reasoningBank().recordOutcome(first, true, 1).join())
                    .isTrue();
            assertThat(agent.reasoningBank().prune(1, Duration.ofDays(30)).join())
                    .isZero();
            assertThat(agent.reasoningBank()
                            .search(PatternQuery.of("genre1", 5))
                            .join())
                    .extracting(FoundPattern::id)
                    .containsExactlyInAnyOrder(first, second);
            assertThat(agent.history()).hasSize(2);
            assertThat(agent.stats().memory().events()).isEqualTo(2);
        }
    }
}
