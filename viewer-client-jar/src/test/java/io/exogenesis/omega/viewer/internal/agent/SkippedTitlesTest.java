package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A skip turns a title down for a while; it does not make it one that was watched. */
class SkippedTitlesTest {
    private static final int TITLES = 60;

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T20:00:00Z"));
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
        shared.useCatalogue(TestCatalogue.entries(TITLES / TestCatalogue.GENRES.size()).stream()
                .map(CatalogueEntry::item)
                .toList());
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent() {
        return LocalViewerAgent.open(
                ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("v"))
                        .clock(now::get)
                        .zone(ZoneOffset.UTC)
                        .consents(Consents.NONE.withPatterns(true).withSample(true))
                        .build(),
                shared);
    }

    private static RecommendationList show(ViewerAgent agent, int k) {
        RecommendationList list = agent.getRecommendations(ViewerContext.top(k)).join();
        agent.shown(list).join();
        return list;
    }

    private static List<MediaId> ids(RecommendationList list) {
        return list.stream().map(Recommendation::mediaId).toList();
    }

    private void later(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    // One skip took a title out of all lists for ever, and others came "close to what you watched".
    @Test
    void skip_once_isOfferedAgainAndIsNoReason() {
        try (ViewerAgent agent = agent()) {
            MediaId skipped = ids(show(agent, 10)).getFirst();
            agent.trackSkip(skipped, Duration.ofMinutes(1)).join();
            agent.learnFromSession().join();
            RecommendationList next = show(agent, TITLES);
            assertThat(ids(next)).hasSize(TITLES).contains(skipped);
            assertThat(next)
                    .flatExtracting(Recommendation::parts)
                    .extracting(ScorePart::kind)
                    .doesNotContain(ScorePart.Kind.BECAUSE_YOU_WATCHED, ScorePart.Kind.OWN_TASTE);
            assertThat(agent.rank(RankMode.ALONE)).contains(skipped);
            assertThat(agent.whatWouldLeave())
                    .as("nothing was watched: no sample")
                    .isEmpty();
        }
    }

    // Decision 0026: two skips of one evening keep a title away for twelve days.
    @Test
    void skip_twiceOfOneEvening_keepsItAwayForTwelveDays() {
        MediaId skipped;
        try (ViewerAgent agent = agent()) {
            skipped = ids(show(agent, 10)).getFirst();
            agent.trackSkip(skipped, Duration.ofMinutes(1)).join();
            agent.trackSkip(skipped, Duration.ofMinutes(1)).join();
            agent.compact().join();
        }
        try (ViewerAgent agent = agent()) {
            later(Duration.ofDays(11));
            RecommendationList eleven =
                    agent.getRecommendations(ViewerContext.top(TITLES)).join();
            assertThat(ids(eleven)).hasSize(TITLES);
            assertThat(eleven.getLast().mediaId()).as("behind all others").isEqualTo(skipped);
            assertThat(eleven.getLast().reason()).contains("turned it down");
            later(Duration.ofDays(2));
            assertThat(agent.getRecommendations(ViewerContext.top(TITLES)).join())
                    .noneMatch(r -> r.parts().stream().anyMatch(p -> p.kind() == ScorePart.Kind.TURNED_DOWN));
        }
    }

    // "The viewer has seen every title of the catalogue" was the answer to whoever had skipped all.
    @Test
    void skip_everything_listIsNotEmpty() {
        try (ViewerAgent agent = agent()) {
            for (MediaId id : ids(show(agent, TITLES))) {
                agent.trackSkip(id, Duration.ZERO);
            }
            assertThat(show(agent, 10)).hasSize(10);
            later(Duration.ofDays(3650));
            RecommendationList after = show(agent, TITLES);
            assertThat(after).hasSize(TITLES);
            assertThat(after.emptyReason()).isEmpty();
        }
    }

    @Test
    void sample_watchedAndSkipped_holdsWhatWasWatched() {
        try (ViewerAgent agent = agent()) {
            List<MediaId> shown = ids(show(agent, 10));
            agent.trackView(shown.get(0), Duration.ofMinutes(90), true).join();
            agent.trackSkip(shown.get(0), Duration.ofMinutes(1)).join();
            agent.trackSkip(shown.get(1), Duration.ofMinutes(1)).join();
            agent.trackView(shown.get(2), Duration.ofMinutes(5), false).join();
            assertThat(agent.whatWouldLeave())
                    .filteredOn(message -> message.kind() == OutgoingMessage.Kind.SAMPLE)
                    .flatExtracting(message -> JsonParser.parseString(message.json())
                            .getAsJsonObject()
                            .getAsJsonObject("sample")
                            .getAsJsonArray("items")
                            .asList())
                    .extracting(item -> item.getAsJsonObject().get("mediaId").getAsString())
                    .containsExactly(shown.get(0).value());
            assertThat(agent.history()).hasSize(3);
            List<MediaId> next = ids(show(agent, TITLES));
            assertThat(next).doesNotContain(shown.get(0)).contains(shown.get(1), shown.get(2));
            agent.trackRating(shown.get(1), 2).join();
            assertThat(ids(show(agent, TITLES))).as("a rating makes it seen").doesNotContain(shown.get(1));
        }
    }

    @Test
    void lists_allWatched_sayAllSeen() {
        try (ViewerAgent agent = agent()) {
            ids(show(agent, TITLES)).forEach(id -> agent.trackView(id, Duration.ofMinutes(30), false));
            assertThat(show(agent, 10).emptyReason()).contains(EmptyReason.ALL_SEEN);
        }
    }

    // Turned down by a clock that was 64 years ahead, they stayed away for 64 years.
    @Test
    void shown_whileTheClockWasWrong_expiresOnceItIsRight() {
        Instant right = now.get();
        now.set(Instant.parse("2090-01-01T20:00:00Z"));
        List<MediaId> told = TestCatalogue.entries(1).stream()
                .limit(2)
                .map(e -> e.item().id())
                .toList();
        try (ViewerAgent agent = agent()) {
            for (int n = 0; n < 8; n++) {
                agent.shown(told).join();
                later(Duration.ofHours(1));
            }
            now.set(right);
            assertThat(turnedDown(agent)).containsExactlyInAnyOrderElementsOf(told);
            later(Duration.ofDays(60));
            assertThat(turnedDown(agent)).as("nothing but read").isEmpty();
            now.set(right);
            show(agent, 1);
        }
        later(Duration.ofDays(60));
        try (ViewerAgent agent = agent()) {
            assertThat(turnedDown(agent)).as("after a restart").isEmpty();
        }
    }

    private static List<MediaId> turnedDown(ViewerAgent agent) {
        return agent.getRecommendations(ViewerContext.top(TITLES)).join().stream()
                .filter(r -> r.parts().stream().anyMatch(p -> p.kind() == ScorePart.Kind.TURNED_DOWN))
                .map(Recommendation::mediaId)
                .toList();
    }
}
