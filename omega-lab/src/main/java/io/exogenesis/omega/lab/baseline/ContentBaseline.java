package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.List;

/**
 * Cosine of a title's text with the weighted sum of the viewer's own titles, in the centred space of sentence embeddings
 * (Reimers, Gurevych, "Sentence-BERT", EMNLP 2019). Knows nobody else.
 */
public final class ContentBaseline implements Baseline {
    private static final String HALF_LIFE = "halfLife";

    @Override
    public String name() {
        return "content";
    }

    @Override
    public List<Setting> grid() {
        return Setting.times(List.of(Setting.NONE), HALF_LIFE, 2, 8, 30, Setting.FOR_EVER);
    }

    @Override
    public Learned learn(Training training) {
        ContentSpace content = training.content();
        return setting -> known -> cosines(content, Watched.of(known).recent(setting.get(HALF_LIFE)));
    }

    private static float[] cosines(ContentSpace content, Watched q) {
        if (content.size() == 0) {
            return new float[0];
        }
        float[] sum = new float[content.mean().length];
        for (int k = 0; k < q.size(); k++) {
            Vectors.addScaled(sum, q.weights()[k], content.centred(q.items()[k]));
        }
        return content.int8().dots(Vectors.normalised(sum));
    }
}
