package io.exogenesis.omega.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemKnnBaselineTest {
    /** All cosines of dense columns, sorted as a whole. */
    @Test
    void scores_smallSet_equalBruteForce() {
        Dataset data = Planted.groups(50, 70, 3, 8);
        Training training = Planted.training(data);
        double[][] columns = new double[70][50];
        for (int u = 0; u < 50; u++) {
            Watched row = training.interactions().row(u);
            for (int k = 0; k < row.size(); k++) {
                columns[row.items()[k]][u] = row.weights()[k];
            }
        }
        ItemKnnBaseline knn = new ItemKnnBaseline();
        Setting setting = knn.grid().getFirst(); // k = 30, half-life 4
        List<RatingEvent> known = data.viewers().get(3).events();
        Watched q = Watched.of(known).recent(setting.get("halfLife"));
        double[] expected = new double[70];
        for (int w = 0; w < q.size(); w++) {
            int i = q.items()[w];
            List<Integer> near = IntStream.range(0, 70)
                    .filter(j -> j != i && cosine(columns[i], columns[j]) > 0)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(j -> -(float) cosine(columns[i], columns[j]))
                            .thenComparingInt(j -> j))
                    .limit(30)
                    .toList();
            for (int j : near) {
                expected[j] += q.weights()[w] * cosine(columns[i], columns[j]);
            }
        }
        float[] scores = knn.learn(training).with(setting).scores(known);
        for (int j = 0; j < 70; j++) {
            assertThat((double) scores[j]).isCloseTo(expected[j], within(1e-5));
        }
    }

    private static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int u = 0; u < a.length; u++) {
            ab += a[u] * b[u];
            aa += a[u] * a[u];
            bb += b[u] * b[u];
        }
        return ab == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
