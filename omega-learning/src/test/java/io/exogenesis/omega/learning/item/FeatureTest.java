package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every feature where there is little or nothing to go by: a score that is not a number would hide or crown a title. */
class FeatureTest {

    private static MediaId id(int j) {
        return new MediaId("m" + j);
    }

    private static ContentSpace content(int titles) {
        Random random = new Random(5);
        List<MediaId> ids = IntStream.range(0, titles).mapToObj(FeatureTest::id).toList();
        float[][] raw = new float[titles][Embedding.DIMENSIONS];
        for (float[] row : raw) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return ContentSpace.of(ids, raw);
    }

    private static TitleFacts facts(int titles) {
        return TitleFacts.of(IntStream.range(0, titles)
                .mapToObj(j -> MediaItem.builder(id(j), "t")
                        .year(1950 + j % 60)
                        .genres(List.of("g" + j % 7))
                        .build())
                .toList());
    }

    /** Of the given titles, rank 4, with two planes of one pair each. */
    private static ItemModel model(List<MediaId> ids) {
        Random random = new Random(6);
        byte[] codes = new byte[ids.size() * 4];
        random.nextBytes(codes);
        float[] scales = new float[ids.size()];
        float[] support = new float[ids.size()];
        int[] ends = new int[ids.size()];
        for (int j = 0; j < scales.length; j++) {
            codes[j * 4] = (byte) Math.max(codes[j * 4], -127);
            scales[j] = .002f;
            support[j] = j % 3 == 0 ? 0 : 3 + j;
            ends[j] = 1;
        }
        List<PairPlane> pairs = IntStream.of(ItemSettings.PAIR_WINDOWS)
                .mapToObj(w -> new PairPlane(w, ends, new int[] {ids.size() - 1}, new float[] {.3f}))
                .toList();
        return new ItemModel(1, ids, new float[] {900, 300, 80, 10}, codes, scales, support, pairs);
    }

    private static History history(int... titles) {
        return new History(IntStream.of(titles)
                .mapToObj(j -> HistoryItem.ofRating(id(j), 1 + j % 5))
                .toList());
    }

    private static void assertFinite(Feature feature, JoinedModel model, History history) {
        float[] out = new float[model.content.size()];
        feature.add(out, 1, new Evidence(model, history));
        for (float v : out) {
            assertThat(v).as(feature + " of " + history.size() + " events").isFinite();
        }
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void add_littleKnown_isFinite(Feature feature) {
        ContentSpace content = content(200);
        List<MediaId> half = content.ids().subList(0, 100);
        List<MediaId> foreign = new ArrayList<>(half);
        foreign.set(7, new MediaId("not in the catalogue"));
        for (TitleFacts facts : List.of(facts(200), TitleFacts.none(200))) {
            for (List<MediaId> known : List.of(content.ids(), half, foreign)) {
                JoinedModel model = new JoinedModel(model(known), content, facts);
                assertFinite(feature, model, History.EMPTY);
                assertFinite(feature, model, history(0));
                assertFinite(feature, model, history(150));
                assertFinite(feature, model, history(999));
                assertFinite(feature, model, history(IntStream.range(0, 200).toArray()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void add_oneTitle_isFinite(Feature feature) {
        ContentSpace content = content(1);
        JoinedModel model = new JoinedModel(model(content.ids()), content, TitleFacts.none(1));
        assertFinite(feature, model, History.EMPTY);
        assertFinite(feature, model, history(0));
    }

    // A scale that depends on who is asked would make weights mean something else for every viewer.
    @Test
    void add_zScore_hasMeanZeroAndDeviationOneOverTheUnseen() {
        ContentSpace content = content(200);
        JoinedModel model = new JoinedModel(model(content.ids()), content, facts(200));
        float[] out = new float[200];
        Feature.POPULAR.add(out, 1, new Evidence(model, history(0, 1, 2, 3, 4)));
        double sum = 0;
        double squares = 0;
        for (int j = 5; j < 200; j++) {
            sum += out[j];
            squares += out[j] * out[j];
        }
        assertThat(sum / 195).isCloseTo(0, within(1e-5));
        assertThat(squares / 195).isCloseTo(1, within(1e-4));
    }

    @Test
    void add_featureThatIsTheSameForAll_saysNothing() {
        ContentSpace content = content(200);
        JoinedModel model = new JoinedModel(model(content.ids()), content, TitleFacts.none(200));
        float[] out = new float[200];
        Feature.YEARS_2.add(out, 1, new Evidence(model, history(3, 4)));
        Feature.GENRES_2.add(out, 1, new Evidence(model, history(3, 4)));
        for (float v : out) {
            assertThat((double) v).isCloseTo(0, within(1e-3));
        }
    }
}
