package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.linear.SymmetricEigen;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemModelTest {
    private static final int TITLES = 60;
    private static final ItemSettings SETTINGS = new ItemSettings(64, 448, 3, 50, 30, 1);
    private static final ContentSpace CONTENT = content();
    private static final TitleFacts FACTS = TitleFacts.of(IntStream.range(0, TITLES)
            .mapToObj(j -> MediaItem.builder(new MediaId("m" + j), "title")
                    .year(j % 9 == 0 ? 0 : 1950 + j)
                    .genres(j % 4 == 0 ? List.of() : List.of("g" + j % 3, "g" + j % 5))
                    .build())
            .toList());
    private static final ItemModel MODEL = model();

    @Test
    void fromWire_whatWasSent_isTheSame() {
        ItemModel again = ItemModel.fromWire(MODEL.toWire());
        assertThat(again.toWire()).isEqualTo(MODEL.toWire());
        assertThat(again.value(7, 3)).isEqualTo(MODEL.value(7, 3));
        assertThat(again.rowOf(new MediaId("m7"))).isEqualTo(7);
        assertThat(again.rowOf(new MediaId("never heard of"))).isEqualTo(-1);
    }

    @Test
    void fromWire_sizesThatDoNotFit_areRefused() {
        var wire = MODEL.toWire();
        assertThatThrownBy(() -> ItemModel.fromWire(wire.toBuilder().setRank(3).build()))
                .isInstanceOf(LearningException.class);
        assertThatThrownBy(
                        () -> ItemModel.fromWire(wire.toBuilder().clearScales().build()))
                .isInstanceOf(LearningException.class);
        assertThatThrownBy(() ->
                        ItemModel.fromWire(wire.toBuilder().setMediaIds(0, "").build()))
                .isInstanceOf(LearningException.class);
        assertThatThrownBy(() ->
                        ItemModel.fromWire(wire.toBuilder().setMediaIds(0, "m1").build()))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> ItemModel.fromWire(
                        wire.toBuilder().setSupport(0, Float.NaN).build()))
                .isInstanceOf(LearningException.class);
        var pairs = wire.getPairs(0).toBuilder().setColumns(0, TITLES).build();
        assertThatThrownBy(() ->
                        ItemModel.fromWire(wire.toBuilder().setPairs(0, pairs).build()))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("names title " + TITLES);
    }

    // The definition: V diag(w) Vᵀ is the gram matrix of A, which is never built outside of this test.
    @Test
    void build_fullRank_reproducesTheGramMatrix() {
        ItemMemory memory = ItemMemory.empty(SETTINGS).with(samples(), SETTINGS);
        float[] support = new float[TITLES];
        for (int j = 0; j < TITLES; j++) {
            support[j] = memory.support().getOrDefault(CONTENT.id(j), 0.0).floatValue();
        }
        List<float[]> b = ItemModelBuilder.balanced(memory.sketch(), CONTENT.ids(), support);
        for (int i = 0; i < TITLES; i += 7) {
            for (int j = 0; j < TITLES; j += 5) {
                double gram = 0;
                for (int k = 0; k < Math.min(b.get(i).length, b.get(j).length); k++) {
                    gram += b.get(i)[k] * b.get(j)[k];
                }
                gram += 2 * CONTENT.cosine(i, CONTENT.centred(j));
                double model = 0;
                for (int k = 0; k < MODEL.rank(); k++) {
                    model += MODEL.spectrum(k) * MODEL.value(i, k) * MODEL.value(j, k);
                }
                assertThat(model).isCloseTo(gram, within(.1 + .02 * Math.abs(gram)));
            }
        }
    }

    @Test
    void scores_whatWasSeen_isNeverRecommended() {
        History history = history(0, 20);
        float[] scores = ItemScorer.learned().scores(MODEL, CONTENT, FACTS, history);
        assertThat(scores).hasSize(TITLES);
        for (int j = 0; j < TITLES; j++) {
            assertThat(scores[j] == Float.NEGATIVE_INFINITY).isEqualTo(j < 20);
        }
    }

    @Test
    void scores_prepared_areTheSame() {
        ItemScorer prepared = ItemScorer.learned();
        prepared.prepare(MODEL, CONTENT, FACTS);
        assertThat(prepared.scores(MODEL, CONTENT, FACTS, history(0, 20)))
                .isEqualTo(ItemScorer.learned().scores(MODEL, CONTENT, FACTS, history(0, 20)));
    }

    @Test
    void scores_emptyHistory_mostSupportedFirst() {
        float[] scores = ItemScorer.learned().scores(MODEL, CONTENT, FACTS, History.EMPTY);
        int best = IntStream.range(0, TITLES).reduce(0, (a, c) -> scores[c] > scores[a] ? c : a);
        float most = 0;
        for (int j = 0; j < TITLES; j++) {
            assertThat(scores[j]).isFinite();
            most = Math.max(most, MODEL.support(j));
        }
        assertThat(MODEL.support(best)).isEqualTo(most);
    }

    // Catalogue and model move independently: a title in only one of them has a defined score.
    @Test
    void scores_catalogueAndModelDiffer_areFinite() {
        List<MediaId> ids = new ArrayList<>(CONTENT.ids().subList(10, TITLES));
        ids.add(new MediaId("just released"));
        float[][] raw = new float[ids.size()][];
        for (int j = 0; j < raw.length; j++) {
            raw[j] = CONTENT.centred(j);
        }
        ContentSpace other = ContentSpace.of(ids, raw);
        for (int n : new int[] {0, 5, 30}) {
            float[] scores = ItemScorer.learned().scores(MODEL, other, TitleFacts.none(other.size()), history(0, n));
            assertThat(scores).hasSize(ids.size());
            assertThat(scores[ids.size() - 1]).isFinite();
        }
    }

    @Test
    void scores_everythingSeen_isAllHidden() {
        assertThat(ItemScorer.learned().scores(MODEL, CONTENT, FACTS, history(0, TITLES)))
                .containsOnly(Float.NEGATIVE_INFINITY);
    }

    @Test
    void decompose_notFinite_isRefused() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN, 0}, {0, 1}}))
                .isInstanceOf(LearningException.class);
    }

    private static History history(int from, int to) {
        return new History(IntStream.range(from, to)
                .mapToObj(j -> HistoryItem.ofRating(new MediaId("m" + j), 1 + j % 5))
                .toList());
    }

    private static ItemModel model() {
        return new ItemModelBuilder(SETTINGS).build(ItemMemory.empty(SETTINGS).with(samples(), SETTINGS), CONTENT, 3);
    }

    private static List<WeightedSample> samples() {
        Random random = new Random(11);
        List<WeightedSample> out = new ArrayList<>();
        for (int v = 0; v < 50; v++) {
            List<SampledItem> items = random.ints(30, 0, TITLES)
                    .map(j -> j * j / TITLES)
                    .distinct()
                    .mapToObj(j -> new SampledItem(new MediaId("m" + j), j % 2 == 0 ? Liking.HIGH : Liking.MEDIUM))
                    .toList();
            out.add(new WeightedSample(new TasteSample(items), 1));
        }
        return out;
    }

    private static ContentSpace content() {
        Random random = new Random(12);
        List<MediaId> ids = new ArrayList<>();
        float[][] raw = new float[TITLES][Embedding.DIMENSIONS];
        for (int j = 0; j < TITLES; j++) {
            ids.add(new MediaId("m" + j));
            for (int c = 0; c < raw[j].length; c++) {
                raw[j][c] = (float) random.nextGaussian();
            }
        }
        return ContentSpace.of(ids, raw);
    }
}
