package io.exogenesis.omega.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatternSearchTest {
    /** Titles about nothing: so many that a word which five others share is rare. */
    private static final int OTHERS = 400;

    private static final PatternFilter ALL = new PatternFilter(Optional.empty(), Optional.empty(), 0);

    /*
     * A pattern is a mean of titles. Compared with the bare text's vector, a text found the pattern of its titles only as far as the
     * embedder happened to know them; this one knows nothing, so that only the titles' words can lead there.
     */
    @Test
    void search_wordsOfTitles_findThePatternThatIsMadeOfThem() {
        EmbedderRoom room = new EmbedderRoom(TestEmbedder::new);
        Catalogue catalogue = new Catalogue(new InMemoryCatalogueStore(), room, new Background(Runnable::run));
        List<MediaItem> titles = new ArrayList<>(
                IntStream.range(0, OTHERS).mapToObj(Samples::title).toList());
        titles.addAll(described("shark", 5));
        titles.addAll(described("boxer", 5));
        catalogue.importItems(titles, false);
        var space = catalogue.published().orElseThrow().space();
        List<ConsolidatedPattern> patterns = List.of(
                pattern("sharks", mean(space::centred, OTHERS)), pattern("boxers", mean(space::centred, OTHERS + 5)));
        GlobalBank bank = new GlobalBank(holding(patterns), new InMemoryBlobStore(), catalogue, room);
        bank.load();

        assertThat(bank.search("sharks", 2, ALL).getFirst().pattern().id()).isEqualTo(new PatternId("sharks"));
        assertThat(bank.search("boxing", 2, ALL).getFirst().pattern().id()).isEqualTo(new PatternId("boxers"));
        assertThat(bank.search("sharks", 1, ALL).getFirst().cosine()).isGreaterThan(.4f);
    }

    // Patterns of other kinds lie where tastes do: a page or a search of one kind must not mix them in.
    @ParameterizedTest
    @EnumSource(TaskType.class)
    void pageAndSearch_byTaskType_giveThatKindAlone(TaskType kind) {
        EmbedderRoom room = new EmbedderRoom(TestEmbedder::new);
        Catalogue catalogue = new Catalogue(new InMemoryCatalogueStore(), room, new Background(Runnable::run));
        catalogue.importItems(described("shark", 5), false);
        var space = catalogue.published().orElseThrow().space();
        List<ConsolidatedPattern> patterns = Stream.of(TaskType.values())
                .map(k -> pattern("of-" + k, k, mean(space::centred, 0)))
                .toList();
        GlobalBank bank = new GlobalBank(holding(patterns), new InMemoryBlobStore(), catalogue, room);
        bank.load();
        PatternFilter filter = new PatternFilter(Optional.of(kind), Optional.empty(), 0);
        assertThat(bank.page(0, 10, filter).patterns())
                .extracting(p -> p.id().value())
                .containsExactly("of-" + kind);
        assertThat(bank.search("sharks", 4, filter))
                .extracting(f -> f.pattern().taskType())
                .containsExactly(kind);
    }

    private static List<MediaItem> described(String word, int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> MediaItem.builder(new MediaId(word + n), "Film " + word.length() + n + word.charAt(0))
                        .description("About a " + word)
                        .build())
                .toList();
    }

    private interface Row {
        float[] of(int title);
    }

    private static Embedding mean(Row rows, int from) {
        float[] sum = new float[Embedding.DIMENSIONS];
        for (int j = from; j < from + 5; j++) {
            float[] row = rows.of(j);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += row[d];
            }
        }
        return Embedding.of(sum);
    }

    private static ConsolidatedPattern pattern(String id, Embedding embedding) {
        return pattern(id, TaskType.PREFERENCE, embedding);
    }

    private static ConsolidatedPattern pattern(String id, TaskType kind, Embedding embedding) {
        ConsolidatedPattern any = Samples.consolidated(id, 1);
        return ConsolidatedPattern.builder(any.id(), kind, embedding)
                .successRate(any.successRate())
                .context(any.context())
                .supporters(4)
                .reputationMass(.4)
                .admission(any.admission())
                .version(1)
                .build();
    }

    /** A store that has these patterns, and otherwise is a new one. */
    private static BankStore holding(List<ConsolidatedPattern> patterns) {
        BankStore empty = new InMemoryBankStore();
        return (BankStore) Proxy.newProxyInstance(
                BankStore.class.getClassLoader(),
                new Class<?>[] {BankStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("patterns") ? patterns : method.invoke(empty, arguments));
    }
}
