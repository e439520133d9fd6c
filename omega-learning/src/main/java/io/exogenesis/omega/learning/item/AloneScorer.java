package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.item.JoinedModel.Query;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.vector.content.ContentSpace;

/**
 * Scores the catalogue by its content and one private history alone: what an agent can do that never heard of the Core. The
 * baseline that the federation has to beat.
 */
public final class AloneScorer {
    private static final double RECENT = .35;
    private static final double LASTING = .65;

    /**
     * @return one score for each title of {@code content}, by its index; negative infinity for what the viewer has seen. All
     *     equal for an empty history: the content says nothing about nobody.
     */
    public float[] scores(ContentSpace content, History history) {
        Unseen unseen = new Unseen(content, history);
        float[] out = new float[content.size()];
        unseen.addZ(out, RECENT, JoinedModel.cosines(content, Query.of(content, history, 2, 0)));
        unseen.addZ(out, LASTING, JoinedModel.cosines(content, Query.of(content, history, 30, .05)));
        return unseen.hideSeen(out);
    }
}
