package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.measure.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Means over seeds. */
final class Averages {
    private Averages() {}

    /** Round by round; what no seed measured stays null. */
    static List<Figures> ofSeeds(List<List<Figures>> seeds) {
        List<Figures> out = new ArrayList<>();
        for (int r = 0; r < seeds.getFirst().size(); r++) {
            int at = r;
            List<Figures> same = seeds.stream().map(s -> s.get(at)).toList();
            out.add(new Figures(
                    same.getFirst().round(),
                    mean(same, Figures::targetHitRate10),
                    mean(same, Figures::targetHitRateKept),
                    mean(same, Figures::impressionsPerViewer),
                    mean(same, Figures::centroidDegrees),
                    mean(same, Figures::ndcg10),
                    mean(same, Figures::auc),
                    mean(same, Figures::captureRate),
                    mean(same, Figures::vetoRate)));
        }
        return out;
    }

    private static @Nullable Double mean(List<Figures> seeds, Function<Figures, @Nullable Double> of) {
        List<Double> values = new ArrayList<>();
        for (Figures f : seeds) {
            Double v = of.apply(f);
            if (v != null) {
                values.add(v);
            }
        }
        return values.isEmpty()
                ? null
                : values.stream().mapToDouble(Objects::requireNonNull).average().getAsDouble();
    }

    /** Means; the interval is the mean of the intervals. */
    static Metrics of(List<Metrics> all) {
        return new Metrics(
                mean(all, Metrics::auc),
                List.of(
                        mean(all, (Metrics m) -> m.aucCi().getFirst()),
                        mean(all, (Metrics m) -> m.aucCi().getLast())),
                mean(all, Metrics::aucPop),
                mean(all, Metrics::ndcg10),
                mean(all, Metrics::recall20),
                mean(all, Metrics::coverage));
    }

    private static double mean(List<Metrics> all, ToDoubleFunction<Metrics> of) {
        return all.stream().mapToDouble(of).average().orElse(Double.NaN);
    }
}
