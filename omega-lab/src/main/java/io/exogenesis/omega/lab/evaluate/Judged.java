package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.measure.Judgement;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one model got, one entry for each tested viewer, in the order of the split.
 *
 * @param setting chosen on validation; empty if there is nothing to choose
 * @param hr10 HR@10 against 99 sampled titles
 */
public record Judged(String model, String setting, List<Judgement> judgements, List<Double> hr10) {
    public Judged {
        judgements = List.copyOf(judgements);
        hr10 = List.copyOf(hr10);
    }

    public double[] values(ToDoubleFunction<Judgement> of) {
        return judgements.stream().mapToDouble(of).toArray();
    }

    public double mean(ToDoubleFunction<Judgement> of) {
        return judgements.stream().mapToDouble(of).average().orElse(Double.NaN);
    }
}
