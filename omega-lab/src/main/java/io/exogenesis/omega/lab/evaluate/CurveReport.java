package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.measure.Metrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab curve}. The contract's fields, and what was added: data set, seed, counts, intervals.
 *
 * @param orders order → points, n ascending
 */
public record CurveReport(
        String dataset, int items, int viewers, int folds, long seed, Map<String, List<Point>> orders, double seconds) {

    /**
     * All models after n interactions of viewers that the item model has never seen.
     *
     * @param viewers that were asked: those with a liked title left
     * @param alone the best tuned local-only model
     * @param start the best non-personal list
     * @param federated the item model and n private interactions
     * @param tNdcg10 paired t of federated against start, likewise {@code tRecall20}
     * @param gainNdcg10 federated NDCG@10 over that of start, minus one; null where that of start is 0
     * @param ndcg10Ci 95 % interval of each column's NDCG@10
     */
    public record Point(
            int n,
            int viewers,
            Metrics alone,
            Metrics start,
            Metrics federated,
            @Nullable Double tNdcg10,
            @Nullable Double tRecall20,
            @Nullable Double gainNdcg10,
            Map<String, List<Double>> ndcg10Ci) {}
}
