package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.item.JoinedModel.Query;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.vector.ContentSpace;
import org.jspecify.annotations.Nullable;

/**
 * Scores the whole catalogue for one private history with the Core's item model; runs on the agent, nothing leaves.
 *
 * <p>For an empty history, support decides. For a short one, a cold score (strongest directions, support, content) is mixed
 * with the learned blend of fourteen features, whose share grows with every event; from {@value #WARM_EVENTS} events on the
 * blend scores alone. Thread-safe; one scorer a process keeps the last pair of model and catalogue joined, which costs a second
 * the first time.
 */
public final class ItemScorer {
    /** Histories from this length on are scored by the blend alone. */
    static final int WARM_EVENTS = 17;
    /** Share of the blend after n events: {@code .5 + .03·n}; chosen on validation with viewers the model had not seen. */
    private static final double FIRST_SHARE = .5;

    private static final double SHARE_PER_EVENT = .03;
    /** λ of the cold plane: little is known, so only the strongest directions speak. */
    private static final double COLD_LAMBDA = 3000;

    private static final double COLD_SUPPORT = 1;
    private static final double COLD_CONTENT = .3;

    private final ScorerWeights weights;
    private volatile @Nullable JoinedModel last;

    public ItemScorer(ScorerWeights weights) {
        this.weights = weights;
    }

    /** The scorer that ships. */
    public static ItemScorer learned() {
        return new ItemScorer(ScorerWeights.VERSION_1);
    }

    /**
     * @return one score for each title of {@code content}, by its index; negative infinity for what the viewer has seen.
     *     Scores compare within one call only.
     */
    public float[] scores(ItemModel model, ContentSpace content, History history) {
        JoinedModel joined = join(model, content);
        Unseen unseen = new Unseen(content, history);
        return unseen.hideSeen(mixed(joined, history, unseen));
    }

    private float[] mixed(JoinedModel m, History history, Unseen unseen) {
        int n = history.size();
        if (n == 0) {
            return cold(m, history, unseen);
        }
        if (n >= WARM_EVENTS) {
            return blend(m, history, unseen);
        }
        double share = Math.min(1, FIRST_SHARE + SHARE_PER_EVENT * n);
        float[] out = new float[m.content.size()];
        unseen.addZ(out, share, blend(m, history, unseen));
        unseen.addZ(out, 1 - share, cold(m, history, unseen));
        return out;
    }

    JoinedModel join(ItemModel model, ContentSpace content) {
        JoinedModel known = last;
        if (known == null || !known.joins(model, content)) {
            known = new JoinedModel(model, content);
            last = known;
        }
        return known;
    }

    private static float[] cold(JoinedModel m, History history, Unseen unseen) {
        float[] out = new float[m.content.size()];
        Query q = Query.of(m.content, history, 8, .02);
        unseen.addAsinhZ(out, 1, m.plane(m.project(q), COLD_LAMBDA));
        for (int j = 0; j < out.length; j++) {
            out[j] += (float) (COLD_SUPPORT * m.logSupport[j]);
        }
        unseen.addZ(out, COLD_CONTENT, JoinedModel.cosines(m.content, q));
        return out;
    }

    float[] blend(JoinedModel m, History history, Unseen unseen) {
        float[] out = new float[m.content.size()];
        ScorerWeights w = weights;
        Query q2 = Query.of(m.content, history, 2, 0);
        Query q8 = Query.of(m.content, history, 8, .02);
        Query q30 = Query.of(m.content, history, 30, .05);
        float[] z8 = m.project(q8);
        float[] z30 = m.project(q30);
        unseen.addAsinhZ(out, w.plane2(), m.plane(m.project(q2), w.lambda()));
        float[] s8 = m.plane(z8, w.lambda());
        unseen.addAsinhZ(out, w.plane8(), s8);
        unseen.addZ(out, w.plane8Linear(), s8);
        unseen.addZ(out, w.plane8Small(), m.plane(z8, w.smallLambda()));
        unseen.addAsinhZ(out, w.plane30(), m.plane(z30, w.lambda()));
        unseen.addAsinhZ(out, w.plane150(), m.plane(m.project(Query.of(m.content, history, 150, .1)), w.lambda()));
        unseen.addAsinhZ(out, w.lowRank16(), m.lowRank(z30, 16));
        unseen.addAsinhZ(out, w.lowRank64(), m.lowRank(z30, 64));
        unseen.addZ(out, w.content2(), JoinedModel.cosines(m.content, q2));
        unseen.addZ(out, w.content30(), JoinedModel.cosines(m.content, q30));
        popularity(m, q30, unseen, out);
        unseen.addAsinhZ(out, w.pairs5(), m.pairs(q2, 5));
        unseen.addAsinhZ(out, w.pairs50(), m.pairs(Query.of(m.content, history, 4, 0), 50));
        return out;
    }

    private void popularity(JoinedModel m, Query q, Unseen unseen, float[] out) {
        double sum = 0;
        double mass = 0;
        for (int k = 0; k < q.size(); k++) {
            sum += q.weight(k) * m.logSupport[q.title(k)];
            mass += q.weight(k);
        }
        double usual = sum / (mass + 1e-9);
        float[] distance = new float[out.length];
        for (int j = 0; j < out.length; j++) {
            out[j] += (float) (weights.support() * m.logSupport[j]);
            distance[j] = (float) Math.abs(m.logSupport[j] - usual);
        }
        unseen.addZ(out, weights.unusual(), distance);
    }
}
