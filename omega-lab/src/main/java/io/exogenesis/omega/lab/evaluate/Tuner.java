package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Baseline;
import io.exogenesis.omega.lab.baseline.Setting;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.ops.console.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Chooses settings on a validation split: one for AUC and one for NDCG@10, since no single one is best in both. */
public final class Tuner {
    private final Training training;
    private final Examiner examiner;

    /**
     * @param training of the validation split
     * @param examiner of the validation split; one without cases leaves the first setting of each grid
     */
    Tuner(Training training, Examiner examiner) {
        this.training = training;
        this.examiner = examiner;
    }

    /** One setting and what it got on validation. */
    public record Trial(Setting setting, double auc, double ndcg10) {}

    /**
     * What was chosen.
     *
     * @param trials all of them, in the order of the grid; empty if nothing had to be chosen or could be
     */
    public record Choice(Baseline baseline, Setting forNdcg, Setting forAuc, List<Trial> trials) {
        boolean same() {
            return forNdcg.equals(forAuc);
        }
    }

    Choice choose(Baseline baseline, Progress progress) {
        List<Setting> grid = baseline.grid(training);
        if (grid.size() == 1 || examiner.cases().isEmpty()) {
            progress.step(grid.size());
            return new Choice(baseline, grid.getFirst(), grid.getFirst(), List.of());
        }
        Baseline.Learned learned = baseline.learn(training);
        List<Trial> trials = new ArrayList<>();
        for (Setting setting : grid) {
            Judged j = examiner.examine(baseline.name(), setting.toString(), learned.with(setting));
            trials.add(new Trial(setting, j.mean(Judgement::auc), j.mean(Judgement::ndcg10)));
            progress.step();
        }
        return new Choice(baseline, best(trials, Trial::ndcg10), best(trials, Trial::auc), trials);
    }

    private static Setting best(List<Trial> trials, ToDoubleFunction<Trial> by) {
        return trials.stream()
                .max(Comparator.comparingDouble(by))
                .map(Trial::setting)
                .orElseThrow();
    }
}
