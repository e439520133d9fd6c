package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.ear.foreign.ForeignScorer;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import java.util.List;

/** The scores that the viewer client computes from the same messages. */
final class LibraryScores {
    /**
     * Of a score, which is a sum of some sixteen z-scores and so of the order of 1. The library takes cosines of vectors that it
     * quantised again and sums in float; the page allows for both.
     */
    private static final double TOLERANCE = .02;

    private final ContentSpace content;
    private final TitleFacts facts;
    private final ItemModel model;
    private final ForeignScorer foreign;

    LibraryScores(List<CatalogueItem> titles, List<Float> mean, io.exogenesis.omega.wire.v1.ItemModel model) {
        List<CatalogueEntry> entries = titles.stream().map(WireCodec::fromWire).toList();
        float[] centre = new float[mean.size()];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = mean.get(i);
        }
        this.content = ContentSpace.of(
                entries.stream().map(e -> e.item().id()).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList(),
                centre);
        this.facts = TitleFacts.of(entries.stream().map(CatalogueEntry::item).toList());
        this.model = ItemModel.fromWire(model);
        this.foreign = new ForeignScorer(titles, mean, model);
    }

    void assertSameAsForeign(List<ForeignScorer.Watched> history) {
        History ours = new History(history.stream()
                .map(w -> new HistoryItem(new MediaId(w.mediaId()), w.weight()))
                .toList());
        float[] expected = ItemScorer.learned().scores(model, content, facts, ours);
        double[] scores = foreign.scores(history);
        assertThat(scores).hasSameSizeAs(expected);
        for (int j = 0; j < scores.length; j++) {
            if (Float.isInfinite(expected[j])) {
                assertThat(scores[j]).isEqualTo(expected[j]);
            } else {
                assertThat(scores[j])
                        .as("%s after %d titles", content.id(j), history.size())
                        .isCloseTo(expected[j], within(TOLERANCE));
            }
        }
    }
}
