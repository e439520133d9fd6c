package io.exogenesis.omega.learning.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairSearchTest {
    private static final DiscoverySettings SETTINGS = DiscoverySettings.DEFAULT;
    /** Lets every pair with three viewers through. */
    private static final DiscoverySettings ALL = new DiscoverySettings(3, 0, 1, 2, 1_000, 30);

    private static MediaId id(int k) {
        return new MediaId("t" + k);
    }

    private static TasteSample sample(Iterable<Integer> titles) {
        List<SampledItem> items = new ArrayList<>();
        titles.forEach(t -> items.add(new SampledItem(id(t), Liking.HIGH)));
        return new TasteSample(items);
    }

    /** Viewers with titles at random, the first {@code together} of them with titles 0 and 1. */
    private static List<TasteSample> crowd(long seed, int viewers, int together) {
        Random random = new Random(seed);
        List<TasteSample> out = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            TreeSet<Integer> titles = new TreeSet<>();
            while (titles.size() < 8) {
                titles.add(2 + random.nextInt(58));
            }
            if (v < together) {
                titles.addAll(List.of(0, 1));
            }
            out.add(sample(titles));
        }
        return out;
    }

    @Test
    void g2_independentTitles_isZero_andKnownTable() {
        assertThat(new TitlePair(id(0), id(1), 5, 10, 50, 100).g2()).isCloseTo(0, within(1e-9));
        // 2·(10 ln(10/4) + 10 ln(10/16) + 10 ln(10/16) + 70 ln(70/64)) by hand
        assertThat(new TitlePair(id(0), id(1), 10, 20, 20, 100).g2()).isCloseTo(12.072, within(.01));
        assertThat(new TitlePair(id(0), id(1), 10, 20, 20, 100).lift()).isEqualTo(2);
        assertThat(new TitlePair(id(0), id(1), 0, 0, 0, 0).g2()).isZero();
    }

    @Test
    void pair_impossibleCounts_areRefused() {
        assertThatThrownBy(() -> new TitlePair(id(0), id(1), 5, 4, 9, 100)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new TitlePair(id(0), id(1), 1, 9, 9, 10)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new TitlePair(id(1), id(0), 1, 2, 2, 10))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("order");
    }

    @Test
    void find_plantedPair_isTheStrongest_unlessTextsExplainIt() {
        List<TitlePair> found = PairSearch.find(crowd(3, 100, 12), SETTINGS);
        assertThat(found).first().satisfies(p -> {
            assertThat(List.of(p.a(), p.b())).containsExactly(id(0), id(1));
            assertThat(List.of(p.both(), p.ofA(), p.ofB(), p.viewers())).containsExactly(12, 12, 12, 100);
        });
        assertThat(Discoveries.of(found, (a, b) -> .1, 4, SETTINGS).list())
                .first()
                .satisfies(d -> {
                    assertThat(d.pair()).isEqualTo(found.getFirst());
                    assertThat(d.epoch()).isEqualTo(4);
                });
        assertThat(Discoveries.of(found, (a, b) -> .25, 4, SETTINGS).list()).isEmpty();
        assertThat(Discoveries.of(found, (a, b) -> Double.NaN, 4, SETTINGS).list())
                .isEmpty();
    }

    // Four viewers are too few to be named, however strong the pair.
    @Test
    void find_fewerThanFiveViewers_nothing() {
        assertThat(PairSearch.find(crowd(3, 100, 4), SETTINGS)).noneMatch(p -> p.a().equals(id(0)));
        assertThat(PairSearch.find(List.of(), SETTINGS)).isEmpty();
    }

    // Counting by passes and sorting must be counting.
    @Property(tries = 60)
    void find_anySamples_countsAsByHand_inAnyOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int viewers) {
        List<TasteSample> samples = crowd(seed, viewers, viewers / 3);
        List<TitlePair> found = PairSearch.find(samples, ALL);
        for (TitlePair p : found) {
            assertThat(p.both()).isEqualTo((int)
                    samples.stream().filter(s -> has(s, p.a()) && has(s, p.b())).count());
            assertThat(p.ofA()).isEqualTo((int)
                    samples.stream().filter(s -> has(s, p.a())).count());
        }
        List<TasteSample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(PairSearch.find(shuffled, ALL)).isEqualTo(found);
    }

    private static boolean has(TasteSample sample, MediaId title) {
        return sample.items().stream().anyMatch(i -> i.item().equals(title));
    }

    // More pairs than one pass sorts: a slice that is forgotten would lose all pairs of its titles.
    @Test
    void find_severalPasses_loseNothing() {
        List<Integer> fifty = java.util.stream.IntStream.range(0, 50).boxed().toList();
        List<Integer> others =
                java.util.stream.IntStream.range(100, 150).boxed().toList();
        List<TasteSample> samples = new ArrayList<>(Collections.nCopies(4_000, sample(fifty)));
        samples.addAll(Collections.nCopies(4_000, sample(others)));
        List<TitlePair> found = PairSearch.find(samples, new DiscoverySettings(5, 12, 1.5, .25, 1_000, 30));
        assertThat(found).hasSize(2 * 1_225).allMatch(p -> p.both() == 4_000);
    }

    // Adding counts of two epochs would make three faithful viewers six.
    @Test
    void joined_samePair_keepsTheLargerFinding_andForgetsOldOnes() {
        Discoveries first = Discoveries.of(PairSearch.find(crowd(3, 100, 12), SETTINGS), (a, b) -> 0, 1, SETTINGS);
        Discoveries second = Discoveries.of(PairSearch.find(crowd(4, 100, 9), SETTINGS), (a, b) -> 0, 2, SETTINGS);
        assertThat(first.joined(second, 2, SETTINGS).list()).first().satisfies(d -> {
            assertThat(d.pair().both()).isEqualTo(12);
            assertThat(d.epoch()).isEqualTo(1);
        });
        assertThat(first.joined(Discoveries.NONE, 1 + SETTINGS.memoryEpochs(), SETTINGS))
                .isEqualTo(first.joined(Discoveries.NONE, 1, SETTINGS));
        assertThat(first.joined(Discoveries.NONE, 2 + SETTINGS.memoryEpochs(), SETTINGS))
                .isEqualTo(Discoveries.NONE);
    }

    @Test
    void write_read_theSame() throws IOException {
        Discoveries found = Discoveries.of(PairSearch.find(crowd(3, 100, 12), ALL), (a, b) -> -.5, 7, ALL);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        found.write(new DataOutputStream(bytes));
        assertThat(found.list()).isNotEmpty();
        assertThat(Discoveries.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(found);
    }
}
