package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link CatalogueStore} does. */
public abstract class CatalogueStoreContract {
    protected abstract CatalogueStore store();

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
    void replaceAll_leavesOnlyTheNewOnes() {
        store().save(titles(0, 1200));
        store().replaceAll(titles(1000, 1300));
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
