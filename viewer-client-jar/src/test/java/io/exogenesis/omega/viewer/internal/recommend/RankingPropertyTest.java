package io.exogenesis.omega.viewer.internal.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The order is total, the best first, and equal scores are ordered by id, whatever the numbers. */
class RankingPropertyTest {
    private static final Catalogue CATALOGUE = TestCatalogue.catalogue(20);
    private static final float[] ODD = {
        Float.NEGATIVE_INFINITY, Float.NaN, 0f, -0f, 1f, -1f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY
    };

    @Property(tries = 300)
    void of_anyScores_strictTotalOrder(@ForAll long seed) {
        Random random = new Random(seed);
        float[] scores = new float[CATALOGUE.size()];
        int taking = 0;
        for (int j = 0; j < scores.length; j++) {
            scores[j] = random.nextBoolean() ? ODD[random.nextInt(ODD.length)] : (float) random.nextGaussian();
            taking += scores[j] > Float.NEGATIVE_INFINITY ? 1 : 0;
        }
        int[] order = Ranking.of(CATALOGUE, scores);
        assertThat(order).hasSize(taking).doesNotHaveDuplicates();
        for (int k = 1; k < order.length; k++) {
            float before = scores[order[k - 1]] + 0f;
            float after = scores[order[k]] + 0f;
            assertThat(before).isGreaterThanOrEqualTo(after);
            if (before == after) {
                assertThat(CATALOGUE.content().id(order[k - 1]))
                        .isLessThan(CATALOGUE.content().id(order[k]));
            }
        }
    }
}
