package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.item.AloneScorer;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import java.util.List;

/**
 * One score for each title that a viewer has not seen.
 *
 * <ul>
 *   <li>{@link RankMode#ALONE}: the own history and the content of the catalogue, nothing else.
 *   <li>{@link RankMode#FEDERATED} with an item model: the learned scorer. Consolidated patterns take no part in it: they were
 *       measured as rows of the item model, where they add nothing beside the samples (LEARNING §3).
 *   <li>with a bank only: ALONE plus closeness to the shared tastes that resemble the viewer's.
 *   <li>with neither: ALONE, number for number.
 * </ul>
 *
 * Thread-safe; one a process, since it keeps the item model joined with the catalogue.
 */
public final class TitleScorer {
    /** Weight of the bank where it stands in for an item model; a tie-breaker beside the viewer's own taste. */
    static final double BANK_WEIGHT = .3;

    private final AloneScorer alone = new AloneScorer();
    private final ItemScorer federated;

    /** With the item scorer that ships. */
    public TitleScorer() {
        this(ItemScorer.learned());
    }

    /** @param federated used where there is an item model */
    public TitleScorer(ItemScorer federated) {
        this.federated = federated;
    }

    /** Scores by index of the catalogue, negative infinity for what was seen; they compare within one call only. */
    public float[] scores(RankMode mode, Knowledge knowledge) {
        History history = WatchedTitles.historyOf(knowledge.titles());
        ContentSpace content = knowledge.catalogue().content();
        if (mode == RankMode.FEDERATED && knowledge.itemModel().isPresent()) {
            return federated.scores(
                    knowledge.itemModel().get(), content, knowledge.catalogue().facts(), history);
        }
        float[] scores = alone.scores(content, history);
        List<KnownPattern> bank = knowledge.patterns().stream()
                .filter(p -> p.taste() && p.origin() != FoundPattern.Origin.LOCAL)
                .toList();
        if (mode == RankMode.FEDERATED && !bank.isEmpty()) {
            float[] shared = Features.standardised(closeness(knowledge, bank), scores);
            Features.add(scores, BANK_WEIGHT, shared);
        }
        return scores;
    }

    /** Joins an item model with a catalogue, as the first scores with them would. */
    public void prepare(ItemModel itemModel, Catalogue catalogue) {
        federated.prepare(itemModel, catalogue.content(), catalogue.facts());
    }

    /** Mean cosine with the shared tastes, each weighted by how much it resembles the viewer's, or by its support if cold. */
    private static float[] closeness(Knowledge knowledge, List<KnownPattern> bank) {
        ContentSpace content = knowledge.catalogue().content();
        float[] taste = taste(content, knowledge.titles());
        float[] sum = new float[content.size()];
        for (KnownPattern pattern : bank) {
            float[] centre = pattern.embedding().toFloats();
            double weight = knowledge.titles().isEmpty() ? pattern.weight() : Math.max(0, dot(taste, centre));
            if (weight > 0) {
                Features.add(sum, weight, content.cosines(centre));
            }
        }
        return sum;
    }

    private static float[] taste(ContentSpace content, List<WatchedTitle> titles) {
        float[] sum = new float[io.exogenesis.omega.model.Embedding.DIMENSIONS];
        float[] row = new float[sum.length];
        for (WatchedTitle title : titles) {
            int index = content.indexOf(title.media());
            if (index >= 0) {
                content.copyCentred(index, row, 0);
                Features.add(sum, title.liking().weight(), row);
            }
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
            squares += a[i] * a[i];
        }
        return squares == 0 ? 0 : sum / Math.sqrt(squares);
    }
}
