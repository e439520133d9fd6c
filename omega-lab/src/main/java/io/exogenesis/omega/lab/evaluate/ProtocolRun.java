package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Baseline;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** One split, all models. */
public final class ProtocolRun {
    public static final String ALONE = "alone";
    /** What agents show. */
    public static final String FEDERATED = "federated";
    /** Their scorer alone, {@code ViewerAgent.rank()}. */
    public static final String RANK = "rank";
    /** Added to a baseline's name where another setting is better for AUC than for NDCG@10. */
    static final String FOR_AUC = "-auc";
    /** More viewers would make the choice slower and hardly better. */
    private static final int MOST_VALIDATION_VIEWERS = 1000;

    private final ContentSpace content;
    private final long seed;
    private final Terminal terminal;

    ProtocolRun(ContentSpace content, long seed, Terminal terminal) {
        this.content = content;
        this.seed = seed;
        this.terminal = terminal;
    }

    /** Settings of all baselines, chosen on the validation part of {@code test}. */
    List<Tuner.Choice> tune(Split test, List<Baseline> baselines) {
        Split validation = test.validation();
        Training training = validation.training(content, seed);
        List<Case> asked = new ArrayList<>(validation.tested());
        if (asked.size() > MOST_VALIDATION_VIEWERS) {
            Collections.shuffle(asked, java.util.Random.from(new SplittableRandom(seed)));
            asked = asked.subList(0, MOST_VALIDATION_VIEWERS);
        }
        Tuner tuner = new Tuner(training, new Examiner(asked, training.counts(), seed));
        int trials = baselines.stream().mapToInt(b -> b.grid(training).size()).sum();
        try (Progress progress = terminal.progress("settings tried", trials)) {
            return baselines.stream().map(b -> tuner.choose(b, progress)).toList();
        }
    }

    /** Everybody on the test: the baselines in their order, then alone, rank and federated. */
    List<Judged> test(Split test, List<Tuner.Choice> choices) {
        Training training = test.training(content, seed);
        Examiner examiner = new Examiner(test.tested(), training.counts(), seed);
        try (Progress progress = terminal.progress("models tested", choices.size() + 2L)) {
            List<Judged> out = new ArrayList<>(baselines(training, examiner, choices, progress::step));
            out.add(examiner.examine(ALONE, "", Federation.alone(training)));
            progress.step();
            RoundResult round = Federation.round(training, RoundSettings.DEFAULT);
            out.add(examiner.examine(RANK, "", Federation.federated(training, round.itemModel())));
            out.add(examiner.examine(FEDERATED, "", Federation.shown(training, round)));
            progress.step();
            return out;
        }
    }

    /**
     * Baselines with the settings chosen for them, in their order.
     *
     * @param learned runs after each
     */
    public static List<Judged> baselines(
            Training training, Examiner examiner, List<Tuner.Choice> choices, Runnable learned) {
        List<Judged> out = new ArrayList<>();
        for (Tuner.Choice c : choices) {
            Baseline.Learned all = c.baseline().learn(training);
            String name = c.baseline().name();
            out.add(examiner.examine(name, c.forNdcg().toString(), all.with(c.forNdcg())));
            if (!c.same()) {
                out.add(examiner.examine(name + FOR_AUC, c.forAuc().toString(), all.with(c.forAuc())));
            }
            learned.run();
        }
        return out;
    }
}
