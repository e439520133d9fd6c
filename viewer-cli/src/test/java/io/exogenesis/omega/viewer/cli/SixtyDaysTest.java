package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two months of looking at lists of the built-in titles and watching nothing. */
class SixtyDaysTest {
    private static final int LISTS = 400;
    private static final Duration BETWEEN = Duration.ofDays(60).dividedBy(LISTS);

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T18:00:00Z"));

    private ViewerRuntime shared() {
        ViewerRuntime shared = ViewerRuntime.builder(directory.resolve("models"))
                .embedder(WordEmbedder::new)
                .build();
        shared.useCatalogue(builtin());
        return shared;
    }

    private static List<MediaItem> builtin() {
        return CatalogueFile.read(CatalogueFile.BUILTIN);
    }

    private ViewerAgent agent(ViewerRuntime shared) {
        return shared.open(ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("v"))
                .clock(now::get)
                .zone(ZoneOffset.UTC)
                .build());
    }

    // 64 lists of 64 titles emptied the catalogue once: what was passed over was banned for ever.
    @ParameterizedTest
    @ValueSource(ints = {10, 64})
    void lists_nothingWatched_areNeverEmptyAndRotate(int k) {
        try (ViewerRuntime shared = shared();
                ViewerAgent agent = agent(shared)) {
            Map<MediaId, Integer> shown = new HashMap<>();
            Map<MediaId, Integer> first = new HashMap<>();
            for (int n = 0; n < LISTS; n++) {
                RecommendationList list =
                        agent.getRecommendations(ViewerContext.top(k)).join();
                assertThat(list).as("list %d", n).hasSize(k);
                agent.shown(list).join();
                list.forEach(r -> shown.merge(r.mediaId(), 1, Integer::sum));
                first.merge(list.getFirst().mediaId(), 1, Integer::sum);
                now.updateAndGet(t -> t.plus(BETWEEN));
            }
            assertThat(shown).as("distinct titles").hasSizeGreaterThan(k == 10 ? 200 : 500);
            assertThat(first.values()).as("times at the top").allMatch(times -> times <= LISTS / 20);
        }
    }

    // The catalogue's order stood here once: A Trip to the Moon, The Birth of a Nation, Intolerance.
    @Test
    void firstList_newcomers_isAMixOfTheirOwnThatStaysForADay() {
        try (ViewerRuntime shared = shared();
                ViewerAgent one = agent(shared);
                ViewerAgent other = shared.open(ViewerAgentConfig.builder(new ViewerId("w"), directory.resolve("w"))
                        .clock(now::get)
                        .zone(ZoneOffset.UTC)
                        .build())) {
            List<MediaId> first = ids(one);
            List<MediaItem> items =
                    first.stream().map(id -> one.getTitle(id).orElseThrow()).toList();
            assertThat(items.stream().map(i -> i.year().orElseThrow() / 10).distinct())
                    .as("decades")
                    .hasSizeGreaterThanOrEqualTo(6);
            assertThat(items.stream().flatMap(i -> i.genres().stream()).distinct())
                    .as("genres")
                    .hasSizeGreaterThanOrEqualTo(8);
            assertThat(ids(other)).isNotEqualTo(first);
            now.updateAndGet(t -> t.plus(Duration.ofHours(2)));
            assertThat(ids(one)).isEqualTo(first);
            now.updateAndGet(t -> t.plus(Duration.ofDays(1)));
            assertThat(ids(one)).isNotEqualTo(first);
        }
    }

    private static List<MediaId> ids(ViewerAgent agent) {
        return agent.getRecommendations(ViewerContext.top(10)).join().stream()
                .map(Recommendation::mediaId)
                .toList();
    }

    @Test
    void lists_everythingWatched_areEmptyAndSayWhy() {
        try (ViewerRuntime shared = shared();
                ViewerAgent agent = agent(shared)) {
            for (MediaItem item : builtin()) {
                agent.trackView(item.id(), Duration.ofHours(2), true);
            }
            RecommendationList none =
                    agent.getRecommendations(ViewerContext.top(10)).join();
            assertThat(none).extracting(Recommendation::mediaId).isEmpty();
            assertThat(none.emptyReason()).contains(EmptyReason.ALL_SEEN);
        }
    }

    /** A text lies where its words lie, each drawn by itself: titles of one genre are near each other. */
    private static final class WordEmbedder implements Embedder {
        @Override
        public String name() {
            return "test-words";
        }

        @Override
        public float[] embed(String text) {
            float[] sum = new float[Embedding.DIMENSIONS];
            for (String word : text.split("\\W+")) {
                Random random = new Random(word.hashCode());
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += (float) random.nextGaussian();
                }
            }
            return Embedding.of(sum).toFloats();
        }

        @Override
        public void close() {}
    }
}
