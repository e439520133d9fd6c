package io.exogenesis.omega.vector.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.Int8Test;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorIndexTest {
    private final Random random = new Random(5);

    // Upserts, replacements and deletes over several segments, then every answer against the plain definition.
    @Property(tries = 30)
    void search_afterAnyChanges_equalsBruteForce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes) {
        Random choice = new Random(seed);
        Map<String, Embedding> model = new HashMap<>();
        Map<String, String> colours = new HashMap<>();
        try (VectorIndex index = VectorIndex.inMemory()) {
            for (int i = 0; i < changes; i++) {
                String id = "e" + choice.nextInt(20);
                if (choice.nextInt(4) == 0) {
                    index.delete(id);
                    model.remove(id);
                } else {
                    Embedding e = random(choice);
                    String colour = choice.nextBoolean() ? "red" : "blue";
                    index.upsert(id, e, IndexFields.NONE.withTerm("colour", colour));
                    model.put(id, e);
                    colours.put(id, colour);
                }
                if (choice.nextInt(10) == 0) {
                    index.refresh();
                }
            }
            index.refresh();
            Embedding query = random(choice);
            assertThat(index.size()).isEqualTo(model.size());
            assertThat(index.search(query, 100, Filter.all())).isEqualTo(ranked(model, query, model.keySet()));
            Set<String> red = new HashSet<>(model.keySet());
            red.removeIf(id -> !"red".equals(colours.get(id)));
            assertThat(index.search(query, 100, Filter.term("colour", "red"))).isEqualTo(ranked(model, query, red));
        }
    }

    // A filter after the ranking would give fewer than k here: the nearest hundred are all of the other colour.
    @Test
    void search_selectiveFilter_filtersBeforeRanking() {
        try (VectorIndex index = VectorIndex.inMemory()) {
            Embedding query = random(random);
            for (int i = 0; i < 100; i++) {
                index.upsert("near" + i, query, IndexFields.NONE.withTerm("colour", "blue"));
            }
            for (int i = 0; i < 3; i++) {
                index.upsert("far" + i, random(random), IndexFields.NONE.withTerm("colour", "red"));
            }
            index.refresh();
            assertThat(index.search(query, 3, Filter.term("colour", "red")))
                    .extracting(VectorIndex.Hit::id)
                    .containsExactlyInAnyOrder("far0", "far1", "far2");
        }
    }

    @Test
    void search_eachKindOfFilter_matchesWhatItSays() {
        try (VectorIndex index = VectorIndex.inMemory()) {
            index.upsert("a", random(random), fields(List.of("Drama", "War"), .9));
            index.upsert("b", random(random), fields(List.of("Comedy"), .7));
            index.upsert("c", random(random), IndexFields.NONE);
            index.refresh();
            assertThat(found(index, Filter.all())).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(found(index, Filter.term("genre", "War"))).containsExactly("a");
            assertThat(found(index, Filter.term("genre", "war"))).isEmpty();
            assertThat(found(index, Filter.anyOf("genre", Set.of("War", "Comedy"))))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(found(index, Filter.anyOf("genre", Set.of()))).isEmpty();
            assertThat(found(index, Filter.atLeast("rate", .7))).containsExactlyInAnyOrder("a", "b");
            assertThat(found(index, Filter.atLeast("rate", .71))).containsExactly("a");
            assertThat(found(index, Filter.and(Filter.term("genre", "Drama"), Filter.atLeast("rate", .95))))
                    .isEmpty();
            assertThat(found(index, Filter.and())).hasSize(3);
            assertThat(found(index, Filter.term("unknown", "x"))).isEmpty();
        }
    }

    @Test
    void search_beforeRefresh_doesNotSeeTheChange() {
        try (VectorIndex index = VectorIndex.inMemory()) {
            index.upsert("a", random(random), IndexFields.NONE);
            assertThat(index.search(random(random), 5, Filter.all())).isEmpty();
            index.refresh();
            assertThat(index.search(random(random), 5, Filter.all())).hasSize(1);
        }
    }

    @Test
    void search_sameEmbedding_hasCosineOneAndComesBackUnchanged() {
        try (VectorIndex index = VectorIndex.inMemory()) {
            Embedding e = random(random);
            index.upsert("a", e, IndexFields.NONE);
            index.refresh();
            assertThat(index.search(e, 1, Filter.all()).getFirst().cosine()).isCloseTo(1, within(.01f));
            assertThat(index.embedding("a")).contains(e);
            assertThat(index.embedding("b")).isEmpty();
        }
    }

    // The graph is only walked in large indexes; here from 200 entries on, in segments large enough to have one.
    @Test
    void search_graph_findsNearlyWhatTheScanFinds() {
        try (VectorIndex index = VectorIndex.inMemory(IndexLayout.GRAPH, 200)) {
            List<Embedding> all = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                Embedding e = random(random);
                all.add(e);
                index.upsert("e" + i, e, IndexFields.NONE);
            }
            index.refresh();
            Int8Matrix exact = Int8Matrix.of(all);
            int common = 0;
            for (int q = 0; q < 20; q++) {
                // queries near an entry, as real ones are
                Set<String> expected = new HashSet<>();
                Int8Test.topK(exact, all.get(q * 100), 5).forEach(m -> expected.add("e" + m.row()));
                List<VectorIndex.Hit> hits = index.search(all.get(q * 100), 5, Filter.all());
                assertThat(hits).hasSize(5);
                assertThat(hits.getFirst().id()).isEqualTo("e" + q * 100);
                common += (int)
                        hits.stream().filter(h -> expected.contains(h.id())).count();
            }
            assertThat(common).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void open_afterClose_hasEverythingAndTheTag(@TempDir Path directory) {
        Embedding e = random(random);
        try (VectorIndex index = VectorIndex.open(directory)) {
            assertThat(index.tag()).isEmpty();
            index.upsert("a", e, IndexFields.NONE.withTerm("colour", "red"));
            index.commit("position 42");
        }
        try (VectorIndex index = VectorIndex.open(directory, IndexLayout.GRAPH)) {
            assertThat(index.size()).isEqualTo(1);
            assertThat(index.tag()).contains("position 42");
            assertThat(found(index, Filter.term("colour", "red"))).containsExactly("a");
        }
    }

    // What a killed process leaves: the files as of the last commit, plus some that belong to nothing.
    @Test
    void open_copyTakenAfterCommit_hasTheCommittedState(@TempDir Path directory, @TempDir Path copy)
            throws IOException {
        try (VectorIndex index = VectorIndex.open(directory)) {
            index.upsert("committed", random(random), IndexFields.NONE);
            index.commit("1");
            index.upsert("lost", random(random), IndexFields.NONE);
            index.refresh();
            copy(directory, copy);
        }
        try (VectorIndex index = VectorIndex.open(copy)) {
            assertThat(found(index, Filter.all())).containsExactly("committed");
            assertThat(index.tag()).contains("1");
        }
    }

    @Test
    void open_twice_isRefusedAndTheFirstGoesOn(@TempDir Path directory) {
        try (VectorIndex index = VectorIndex.open(directory)) {
            assertThatThrownBy(() -> VectorIndex.open(directory))
                    .isInstanceOf(VectorIndexException.class)
                    .hasMessageContaining("open in another place");
            index.upsert("a", random(random), IndexFields.NONE);
            index.commit();
        }
    }

    @Test
    void open_damagedFiles_isATypedError(@TempDir Path directory) throws IOException {
        try (VectorIndex index = VectorIndex.open(directory)) {
            index.upsert("a", random(random), IndexFields.NONE);
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(f -> !f.getFileName().toString().equals("write.lock"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
            }
        }
        assertThatThrownBy(() -> VectorIndex.open(directory))
                .isInstanceOf(VectorIndexCorruptException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void open_missingSegment_isATypedError(@TempDir Path directory) throws IOException {
        try (VectorIndex index = VectorIndex.open(directory)) {
            index.upsert("a", random(random), IndexFields.NONE);
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".cfs")
                            || f.getFileName().toString().endsWith(".si"))
                    .toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> VectorIndex.open(directory)).isInstanceOf(VectorIndexCorruptException.class);
    }

    @Test
    void anyCall_afterClose_isATypedError() {
        VectorIndex index = VectorIndex.inMemory();
        index.close();
        index.close();
        assertThatThrownBy(() -> index.upsert("a", random(random), IndexFields.NONE))
                .isInstanceOf(VectorIndexException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> index.search(random(random), 1, Filter.all()))
                .isInstanceOf(VectorIndexException.class);
        assertThatThrownBy(index::refresh).isInstanceOf(VectorIndexException.class);
        assertThatThrownBy(index::commit).isInstanceOf(VectorIndexException.class);
    }

    @Test
    void clear_removesAll() {
        try (VectorIndex index = VectorIndex.inMemory()) {
            index.upsert("a", random(random), IndexFields.NONE);
            index.clear();
            index.refresh();
            assertThat(index.size()).isZero();
        }
    }

    @Test
    void upsert_idOutOfLimits_isRefused() {
        try (VectorIndex index = VectorIndex.inMemory()) {
            assertThatThrownBy(() -> index.upsert("", random(random), IndexFields.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.upsert("x".repeat(513), random(random), IndexFields.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // The lab runs hundreds of agents in one JVM: threads and open files must not grow with the indexes.
    @Test
    void open_hundredIndexes_startsNoThreads(@TempDir Path directory) {
        int before = Thread.activeCount();
        List<VectorIndex> open = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                VectorIndex index = VectorIndex.open(directory.resolve("agent" + i));
                open.add(index);
                index.upsert("a", random(random), IndexFields.NONE);
                index.refresh();
            }
            assertThat(Thread.activeCount()).isLessThan(before + 20);
        } finally {
            open.forEach(VectorIndex::close);
        }
    }

    private static List<VectorIndex.Hit> ranked(Map<String, Embedding> model, Embedding query, Set<String> ids) {
        return ids.stream()
                .map(id -> new VectorIndex.Hit(
                        id, Int8Matrix.of(List.of(model.get(id))).dot(0, query.codes(), query.scale())))
                .sorted(java.util.Comparator.comparingDouble(VectorIndex.Hit::cosine)
                        .reversed()
                        .thenComparing(VectorIndex.Hit::id))
                .toList();
    }

    private List<String> found(VectorIndex index, Filter filter) {
        return index.search(random(random), 100, filter).stream()
                .map(VectorIndex.Hit::id)
                .toList();
    }

    private static IndexFields fields(List<String> genres, double rate) {
        return IndexFields.NONE.withTerms("genre", genres).withNumber("rate", rate);
    }

    private static Embedding random(Random random) {
        return Embedding.of(Int8Test.gaussian(random, 384));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
