package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link CatalogueStore} does. */
public abstract class CatalogueStoreContract {
    protected abstract CatalogueStore store();

    /** An empty one that lists so many imports. */
    protected abstract CatalogueStore store(int mostImports);

    private static List<MediaItem> titles(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::title).toList();
    }

    @Test
    void empty_hasVersionZero() {
        assertThat(store().version()).isZero();
        assertThat(store().items()).isEmpty();
    }

    // The learner's rows follow this order: it must not change.
    @Test
    void save_addsBehindInOrder_andOverwritesInPlace() {
        assertThat(store().save(titles(5, 10))).isEqualTo(1);
        MediaItem changed = MediaItem.builder(Samples.title(7).id(), "Another name")
                .kind(MediaItem.Kind.SERIES)
                .build();
        assertThat(store().save(List.of(Samples.title(1), changed))).isEqualTo(2);
        assertThat(store().version()).isEqualTo(2);
        assertThat(store().items())
                .containsExactly(
                        Samples.title(5),
                        Samples.title(6),
                        changed,
                        Samples.title(8),
                        Samples.title(9),
                        Samples.title(1));
    }

    @Test
    void change_leavesOnlyTheNewOnes() {
        store().save(titles(0, 1200));
        store().change(new TitleChange(
                titles(1000, 1300), titles(0, 1000).stream().map(MediaItem::id).toList()));
        assertThat(store().items()).isEqualTo(titles(1000, 1300));
        assertThat(store().version()).isEqualTo(2);
    }

    @Test
    void remove_takesOneTitleOut_andLeavesTheOrder() {
        store().save(titles(0, 4));

        assertThat(store().remove(Samples.title(1).id())).isEqualTo(2);
        assertThat(store().remove(Samples.title(1).id()))
                .as("it has gone already")
                .isEqualTo(2);
        store().save(titles(1, 2));

        assertThat(store().items())
                .containsExactly(Samples.title(0), Samples.title(2), Samples.title(3), Samples.title(1));
        assertThat(store().version()).isEqualTo(3);
    }

    private static OperatorAction action(int n, OperatorAction.Kind kind) {
        return OperatorAction.of(
                Instant.ofEpochMilli(1_000L * n), new Operator("admin", "jane"), kind, "s" + n, "n" + n);
    }

    private static TitleImport about(int n, int added, int changed, int withdrawn) {
        return new TitleImport(
                action(n, OperatorAction.Kind.IMPORT_TITLES),
                ImportMode.REPLACE,
                "%064x".formatted(n),
                0,
                new TitleImport.Counts(added, changed, withdrawn, 1),
                Optional.empty());
    }

    private long rollBack(TitleImport done) {
        return store().rollBack(done, action(99, OperatorAction.Kind.ROLL_BACK_IMPORT));
    }

    private static MediaItem renamed(int n) {
        return MediaItem.builder(Samples.title(n).id(), "Another name " + n)
                .description("of another kind")
                .build();
    }

    // What came back at another place would move the learner's rows.
    @Test
    void rollBack_bringsBackWhatWasChangedAndWithdrawn_atItsPlace_andRemovesWhatWasAdded() {
        store().save(titles(0, 5));
        TitleImport done = store().importTitles(
                        new TitleChange(
                                List.of(Samples.title(8), renamed(1)),
                                List.of(Samples.title(0).id(), Samples.title(2).id())),
                        about(1, 1, 1, 2));
        assertThat(store().items()).containsExactly(renamed(1), Samples.title(3), Samples.title(4), Samples.title(8));
        assertThat(done.version()).isEqualTo(2).isEqualTo(store().version());
        assertThat(store().changedSince(done)).isZero();

        assertThat(rollBack(done)).isEqualTo(3).isEqualTo(store().version());
        assertThat(store().items()).isEqualTo(titles(0, 5));
        assertThat(store().standing()).isEmpty();
        assertThat(store().ofFile(done.sha256())).isEmpty();
        assertThat(store().imports(Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(i -> assertThat(i.rolledBack()).contains(Instant.ofEpochMilli(99_000)))
                .satisfies(i -> assertThat(i.action()).isEqualTo(done.action()));
    }

    @Test
    void changedSince_countsEachTitleThatIsNotAsTheImportLeftIt() {
        store().save(titles(0, 5));
        TitleImport done = store().importTitles(
                        new TitleChange(
                                List.of(Samples.title(8), renamed(1), renamed(2)),
                                List.of(Samples.title(0).id(), Samples.title(3).id())),
                        about(1, 1, 2, 2));
        store().save(List.of(Samples.title(9)));
        assertThat(store().changedSince(done)).as("another title").isZero();
        store().remove(Samples.title(8).id());
        assertThat(store().changedSince(done)).as("added and withdrawn").isEqualTo(1);
        store().save(List.of(Samples.title(1)));
        assertThat(store().changedSince(done)).as("changed again").isEqualTo(2);
        store().save(List.of(Samples.title(0)));
        assertThat(store().changedSince(done)).as("withdrawn and back").isEqualTo(3);
    }

    // An import in front of another one can be rolled back when that one was.
    @Test
    void rollBack_ofTwoImports_newestFirst_bringsTheFirstStateBack() {
        store().save(titles(0, 2));
        TitleImport first = store().importTitles(new TitleChange(List.of(renamed(1)), List.of()), about(1, 0, 1, 0));
        TitleImport second = store().importTitles(
                        new TitleChange(
                                List.of(Samples.title(1)),
                                List.of(Samples.title(0).id())),
                        about(2, 0, 1, 1));
        assertThat(store().standing()).containsExactly(second, first);
        assertThat(store().changedSince(first)).isEqualTo(1);

        rollBack(second);
        assertThat(store().items()).containsExactly(Samples.title(0), renamed(1));
        assertThat(store().changedSince(first)).isZero();
        rollBack(first);
        assertThat(store().items()).isEqualTo(titles(0, 2));
    }

    @Test
    void standing_hasTheNewest_alsoOverOneThatWasRolledBack() {
        List<TitleImport> all = IntStream.range(0, CatalogueStore.ROLL_BACKS + 2)
                .mapToObj(n -> store().importTitles(new TitleChange(titles(n, n + 1), List.of()), about(n, 1, 0, 0)))
                .toList();
        assertThat(store().standing()).isEqualTo(all.reversed().subList(0, CatalogueStore.ROLL_BACKS));
        assertThat(store().imports(Long.MAX_VALUE, 100)).isEqualTo(all.reversed());
        assertThat(store().imports(all.get(2).number(), 1)).containsExactly(all.get(1));
        assertThat(store().ofFile("%064x".formatted(1))).contains(all.get(1));
        assertThat(all).extracting(TitleImport::number).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void imports_beyondTheBound_dropTheOldest() {
        CatalogueStore store = store(7);
        List<TitleImport> all = IntStream.range(0, 10)
                .mapToObj(n -> store.importTitles(new TitleChange(titles(n, n + 1), List.of()), about(n, 1, 0, 0)))
                .toList();
        assertThat(store.imports(Long.MAX_VALUE, 100)).isEqualTo(all.reversed().subList(0, 7));
    }

    // Texts of catalogues that were replaced, and of embedders that were, stayed for ever.
    @Test
    void retainEmbeddings_leavesTheWantedOfThisEmbedder() {
        Map<String, Embedding> many = new HashMap<>();
        for (int i = 0; i < 1100; i++) {
            many.put("%064x".formatted(i), Samples.embedding(i));
        }
        store().saveEmbeddings("a-model", many);
        store().saveEmbeddings("another", Map.of("%064x".formatted(7), Samples.embedding(7)));
        String kept = "%064x".formatted(7);
        assertThat(store().retainEmbeddings("a-model", Set.of(kept, "%064x".formatted(5000))))
                .isEqualTo(1100);
        assertThat(store().embeddings("a-model", many.keySet())).containsOnlyKeys(kept);
        assertThat(store().embeddings("another", many.keySet())).isEmpty();
        assertThat(store().retainEmbeddings("a-model", Set.of(kept))).isZero();
    }

    @Test
    void embedders_areThoseOfWhatIsKept() {
        assertThat(store().embedders()).isEmpty();
        store().saveEmbeddings("a-model", Map.of("%064x".formatted(1), Samples.embedding(1)));
        store().saveEmbeddings("of/another", Map.of("%064x".formatted(2), Samples.embedding(2)));
        assertThat(store().embedders()).containsExactlyInAnyOrder("a-model", "of/another");
        store().retainEmbeddings("a-model", Set.of("%064x".formatted(1)));
        assertThat(store().embedders()).containsExactly("a-model");
    }

    @Test
    void embeddings_areFoundByEmbedderAndHash_andStay() {
        Map<String, Embedding> many = new HashMap<>();
        for (int i = 0; i < 1100; i++) {
            many.put("%064x".formatted(i), Samples.embedding(i));
        }
        store().saveEmbeddings("a-model", many);
        store().saveEmbeddings("a-model", Map.of("%064x".formatted(0), Samples.embedding(99)));
        assertThat(store().embeddings("a-model", many.keySet())).isEqualTo(many);
        assertThat(store().embeddings("another", many.keySet())).isEmpty();
        assertThat(store().embeddings("a-model", List.of("%064x".formatted(5000))))
                .isEmpty();
    }
}
