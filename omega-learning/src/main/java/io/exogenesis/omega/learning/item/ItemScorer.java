package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Scores the whole catalogue for one private history with the Core's item model: a weighted sum of {@link Feature features},
 * whose weights depend on how much is known of the viewer. Runs on the agent, nothing leaves.
 *
 * <p>For an empty history, support decides. Thread-safe; one scorer a process keeps the last model joined with its catalogue,
 * which costs a second the first time.
 */
public final class ItemScorer {
    private static final ScorerWeights SHIPPED = ScorerWeights.VERSION_3;

    private final ScorerWeights weights;
    /** Held while models are joined: who comes meanwhile waits instead of doing the same. */
    private final ReentrantLock joining = new ReentrantLock();

    private volatile @Nullable JoinedModel last;

    public ItemScorer(ScorerWeights weights) {
        this.weights = weights;
    }

    /** The scorer that ships. */
    public static ItemScorer learned() {
        return new ItemScorer(SHIPPED);
    }

    /** The scorer that ships without some features, to see what they are worth; the others keep their weights. */
    public static ItemScorer without(Collection<Feature> off) {
        return new ItemScorer(SHIPPED.without(off));
    }

    /**
     * @param facts of the titles of {@code content}, in its order
     * @return one score for each title of {@code content}, by its index; negative infinity for what the viewer has seen.
     *     Scores compare within one call only.
     */
    public float[] scores(ItemModel model, ContentSpace content, TitleFacts facts, History history) {
        JoinedModel joined = join(model, content, facts);
        Unseen unseen = new Unseen(content, history);
        return unseen.hideSeen(blend(joined, history));
    }

    /** Does now what the first call with these would do for itself; the results are the same. */
    public void prepare(ItemModel model, ContentSpace content, TitleFacts facts) {
        join(model, content, facts).prepare(Evidence.LAMBDA, Evidence.FINE_LAMBDA);
    }

    JoinedModel join(ItemModel model, ContentSpace content, TitleFacts facts) {
        JoinedModel known = last;
        if (known != null && known.joins(model, content, facts)) {
            return known;
        }
        joining.lock();
        try {
            known = last;
            if (known == null || !known.joins(model, content, facts)) {
                known = new JoinedModel(model, content, facts);
                last = known;
            }
            return known;
        } finally {
            joining.unlock();
        }
    }

    float[] blend(JoinedModel model, History history) {
        if (history.size() == 0) {
            return model.logSupport.clone();
        }
        Evidence evidence = new Evidence(model, history);
        float[] out = new float[model.content.size()];
        weights.at(history.size()).forEach((feature, weight) -> feature.add(out, weight, evidence));
        return out;
    }
}
