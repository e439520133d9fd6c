package io.exogenesis.omega.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.adapter.jpa.JpaCatalogueStore;
import io.exogenesis.omega.core.adapter.jpa.TestDatabase;
import io.exogenesis.omega.core.catalogue.CatalogueStatus.State;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final CatalogueStore store = new JpaCatalogueStore(TestDatabase.empty());
    private final TestEmbedder embedder = new TestEmbedder();
    private final Queue<Runnable> jobs = new ArrayDeque<>();

    private Catalogue catalogue() {
        Catalogue catalogue = new Catalogue(store, new EmbedderRoom(() -> embedder), new Background(jobs::add));
        catalogue.load();
        runJobs();
        return catalogue;
    }

    private void runJobs() {
        while (!jobs.isEmpty()) {
            jobs.remove().run();
        }
    }

    private static List<MediaItem> titles(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::title).toList();
    }

    @Test
    void importItems_isPublishedOnlyWhenEmbedded() {
        Catalogue catalogue = catalogue();
        assertThat(catalogue.status().state()).isEqualTo(State.EMPTY);
        catalogue.importItems(titles(0, 450), false);
        assertThat(catalogue.status().state()).isEqualTo(State.EMBEDDING);
        assertThat(catalogue.published()).isEmpty();
        runJobs();
        assertThat(catalogue.status().state()).isEqualTo(State.READY);
        assertThat(catalogue.published().orElseThrow().entries()).hasSize(450);
        assertThat(catalogue.published().orElseThrow().space().size()).isEqualTo(450);
    }

    /** Would catch progress that counts texts, of which a title has two: more were embedded than there are. */
    @Test
    void embed_titlesWithDescriptions_tellsTitlesAndNeverMoreThanThereAre() {
        List<MediaItem> described = IntStream.range(0, 450)
                .mapToObj(n -> MediaItem.builder(new MediaId("d" + n), "Described " + n)
                        .description("what it is about, " + n)
                        .build())
                .toList();
        List<Integer> told = new ArrayList<>();
        List<CatalogueEntry> entries = new EmbeddingJob(store, embedder, told::add, () -> false).embed(described);
        assertThat(entries).hasSize(450);
        assertThat(told).isSorted().hasSizeGreaterThan(3).endsWith(450).allMatch(n -> n <= 450);
    }

    @Test
    void importItems_moreThanMost_isRefused_andNothingChanges() {
        Catalogue catalogue = catalogue();
        assertThatThrownBy(() -> catalogue.importItems(titles(0, Catalogue.MAX_ITEMS + 1), false))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.TOO_LARGE));
        assertThat(catalogue.status().state()).isEqualTo(State.EMPTY);
    }

    // Each text that ever was in a catalogue kept its row for ever.
    @Test
    void importItems_replaced_forgetsTheEmbeddingsOfFormerTexts() {
        Catalogue catalogue = catalogue();
        catalogue.importItems(titles(0, 30), false);
        runJobs();
        catalogue.importItems(titles(20, 50), true);
        runJobs();
        assertThat(store.embeddings(embedder.name(), EmbeddingJob.hashes(titles(0, 50))))
                .containsOnlyKeys(EmbeddingJob.hashes(titles(20, 50)));
    }

    // A description that is not embedded, or is forgotten as no title's text, would be searched for in vain after a
    // restart.
    @Test
    void importItems_described_isEmbeddedBesideTheText_andKeptOverARestart() {
        MediaItem bare = Samples.title(1);
        MediaItem described = bare.toBuilder().description("A shark, a beach").build();
        Catalogue catalogue = catalogue();
        catalogue.importItems(List.of(described, Samples.title(2)), false);
        runJobs();
        int before = embedder.calls.get();
        PublishedCatalogue published = catalogue().published().orElseThrow();
        assertThat(embedder.calls.get()).isEqualTo(before).isEqualTo(3);
        assertThat(published.entries().get(0).item()).isEqualTo(described);
        assertThat(published.entries().get(0).described()).isEqualTo(Embedding.of(embedder.embed("A shark, a beach")));
        assertThat(published.entries().get(0).embedding()).isEqualTo(Embedding.of(embedder.embed(bare.text())));
        assertThat(published.entries().get(1).described())
                .isEqualTo(published.entries().get(1).embedding());
    }

    // A restart that embedded 10,000 titles anew would take a minute each time.
    @Test
    void restart_embedsNothingAgain() {
        catalogue().importItems(titles(0, 300), false);
        runJobs();
        int before = embedder.calls.get();
        Catalogue restarted = catalogue();
        assertThat(restarted.status().state()).isEqualTo(State.READY);
        assertThat(embedder.calls.get()).isEqualTo(before);
    }

    // The version in the database once stayed behind, and the job ran for ever.
    @Test
    void importItems_twice_publishesTheSecondVersion_andKeepsOrder() {
        Catalogue catalogue = catalogue();
        catalogue.importItems(titles(10, 20), false);
        runJobs();
        ImportResult second = catalogue.importItems(titles(5, 15), false);
        runJobs();
        assertThat(second).isEqualTo(new ImportResult(2, 5, 0, 0, 5, 15));
        assertThat(catalogue.status().publishedVersion()).isEqualTo(2);
        List<MediaItem> expected = new ArrayList<>(titles(10, 20));
        expected.addAll(titles(5, 10));
        assertThat(catalogue.published().orElseThrow().entries())
                .extracting(e -> e.item())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void importItems_whileEmbedding_publishesTheNewerOnly() {
        Catalogue catalogue = catalogue();
        catalogue.importItems(titles(0, 10), false);
        catalogue.importItems(titles(10, 20), false);
        runJobs();
        assertThat(catalogue.status().publishedVersion()).isEqualTo(2);
        assertThat(catalogue.published().orElseThrow().entries()).hasSize(20);
    }

    @Test
    void importItems_same_changesNothing() {
        Catalogue catalogue = catalogue();
        catalogue.importItems(titles(0, 10), false);
        assertThat(catalogue.importItems(titles(0, 10), true)).isEqualTo(new ImportResult(1, 0, 0, 0, 10, 10));
    }

    @Test
    void importItems_replace_leavesExactlyThose() {
        Catalogue catalogue = catalogue();
        catalogue.importItems(titles(0, 10), false);
        catalogue.importItems(titles(5, 12), true);
        runJobs();
        assertThat(catalogue.items()).isEqualTo(titles(5, 12));
        assertThat(catalogue.published().orElseThrow().entries()).hasSize(7);
    }

    // Poisoned catalogue: nobody may rename a title by importing it again.
    @Test
    void importItems_duplicateOrOtherText_isRefusedAsAWhole() {
        Catalogue catalogue = catalogue();
        catalogue.importItems(titles(0, 3), false);
        MediaItem other =
                MediaItem.builder(Samples.title(1).id(), "Another name").build();
        assertThatThrownBy(() -> catalogue.importItems(List.of(Samples.title(8), other), false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("t1");
        assertThatThrownBy(() -> catalogue.importItems(List.of(Samples.title(8), Samples.title(8)), false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("named twice");
        assertThat(catalogue.items()).isEqualTo(titles(0, 3));
    }

    // What failed once is not failed for good: while it is tried again, nobody is told that it is lost.
    @Test
    void embedderBack_nextJobForgetsTheFailure() {
        AtomicBoolean missing = new AtomicBoolean(true);
        Catalogue catalogue = new Catalogue(
                store,
                new EmbedderRoom(() -> {
                    if (missing.get()) {
                        throw new EmbedderUnavailableException("the model is missing: put it back");
                    }
                    return embedder;
                }),
                new Background(jobs::add));
        catalogue.load();
        catalogue.importItems(titles(0, 3), false);
        runJobs();
        missing.set(false);
        embedder.beforeText = () -> assertThat(catalogue.status().state()).isEqualTo(State.EMBEDDING);
        catalogue.importItems(titles(0, 3), false);
        runJobs();
        assertThat(catalogue.status().state()).isEqualTo(State.READY);
        assertThat(catalogue.status().message()).isEmpty();
    }

    // Titles of a new model beside a bank of the old one would be compared by every viewer.
    @Test
    void otherEmbedderThanTheStoredTitles_saysSo_andPublishesNothing() {
        Catalogue before = catalogue();
        before.importItems(titles(0, 3), false);
        runJobs();
        assertThat(before.published().orElseThrow().model()).isEqualTo(EmbeddingModel.MINI_LM);
        Catalogue catalogue = new Catalogue(
                store, new EmbedderRoom(() -> new TestEmbedder("another-model")), new Background(jobs::add));
        catalogue.load();
        runJobs();
        assertThat(catalogue.status().state()).isEqualTo(State.FAILED);
        assertThat(catalogue.status().message())
                .contains("all-MiniLM-L6-v2-q8", "another-model", "data directory")
                .hasLineCount(1);
        assertThat(catalogue.published()).isEmpty();
        assertThat(catalogue.model()).isEqualTo(EmbeddingModel.MINI_LM);
        assertThat(store.embedders()).containsExactly("all-MiniLM-L6-v2-q8");
    }

    @Test
    void embedderMissing_saysSo_andNothingIsPublishedInItsPlace() {
        Catalogue catalogue = new Catalogue(
                store,
                new EmbedderRoom(() -> {
                    throw new EmbedderUnavailableException("the model is missing: put it back");
                }),
                new Background(jobs::add));
        catalogue.load();
        catalogue.importItems(titles(0, 3), false);
        runJobs();
        assertThat(catalogue.status().state()).isEqualTo(State.FAILED);
        assertThat(catalogue.status().message()).contains("put it back");
        assertThat(catalogue.published()).isEmpty();
    }

    /** Would catch a Core that needs a hand after the model's file is back, and rounds that are refused for ever until then. */
    @Test
    void modelBack_theCatalogueIsCompletedByItself() {
        AtomicBoolean missing = new AtomicBoolean(true);
        Catalogue catalogue = new Catalogue(
                store,
                new EmbedderRoom(() -> {
                    if (missing.get()) {
                        throw new EmbedderUnavailableException("the model is missing: put it back");
                    }
                    return embedder;
                }),
                new Background(jobs::add));
        TestClock clock = new TestClock();
        CatalogueRetry retry = new CatalogueRetry(catalogue, clock, new Random(3));
        catalogue.load();
        catalogue.importItems(titles(0, 3), false);
        runJobs();
        retry.runIfDue();
        Instant first = retry.next().orElseThrow();
        assertThat(first).isAfter(clock.instant());
        retry.runIfDue();
        assertThat(jobs).as("not before its time").isEmpty();

        clock.advance(Duration.between(clock.instant(), first));
        retry.runIfDue();
        runJobs();
        assertThat(catalogue.status().state()).isEqualTo(State.FAILED);
        missing.set(false);
        for (int i = 0; i < 3 && catalogue.status().state() == State.FAILED; i++) {
            retry.runIfDue();
            clock.advance(Duration.ofMinutes(5));
            runJobs();
        }

        assertThat(catalogue.status().state()).isEqualTo(State.READY);
        retry.runIfDue();
        assertThat(retry.next()).isEmpty();
    }
}
