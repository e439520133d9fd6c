package io.exogenesis.omega.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class EaseBaselineTest {
    /** The paper's closed form, with the inverse of the size titles × titles that the dual form avoids. */
    @Test
    void scores_smallSet_equalThePrimalClosedForm() {
        Dataset data = Planted.groups(30, 60, 3, 4);
        Training training = Planted.training(data);
        Setting setting = new EaseBaseline().grid().get(6); // λ = 300, half-life 20
        double lambda = setting.get("lambda");
        SimpleMatrix x = new SimpleMatrix(30, 60);
        Interactions rows = training.interactions();
        for (int u = 0; u < 30; u++) {
            for (int k = 0; k < rows.row(u).size(); k++) {
                x.set(u, rows.row(u).items()[k], rows.row(u).weights()[k]);
            }
        }
        SimpleMatrix p = x.transpose()
                .mult(x)
                .plus(SimpleMatrix.identity(60).scale(lambda))
                .invert();
        List<RatingEvent> known = data.viewers().get(7).events();
        Watched q = Watched.of(known).recent(setting.get("halfLife"));
        SimpleMatrix row = new SimpleMatrix(1, 60);
        for (int k = 0; k < q.size(); k++) {
            row.set(0, q.items()[k], q.weights()[k]);
        }
        float[] scores = new EaseBaseline().learn(training).with(setting).scores(known);
        for (int j = 0; j < 60; j++) {
            double expected = 0;
            for (int i = 0; i < 60; i++) {
                expected += i == j ? 0 : row.get(0, i) * -p.get(i, j) / p.get(j, j);
            }
            assertThat((double) scores[j]).isCloseTo(expected, within(1e-6));
        }
    }
}
