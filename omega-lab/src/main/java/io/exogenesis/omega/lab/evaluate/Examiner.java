package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.ScoreRuler;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Asks a model for every tested viewer of a split, on all cores. */
public final class Examiner {
    /** Keeps the seeds of neighbouring viewers apart. */
    private static final long STRIDE = 0x9e3779b97f4a7c15L;

    private final List<Case> cases;
    private final ScoreRuler ruler;
    private final long seed;

    /**
     * @param cases those that are asked
     * @param counts training events by item
     * @param seed for the order of ties and the sampled titles: the same for all models
     */
    public Examiner(List<Case> cases, int[] counts, long seed) {
        this.cases = List.copyOf(cases);
        this.ruler = new ScoreRuler(counts, new SplittableRandom(seed));
        this.seed = seed;
    }

    private record Answer(Judgement judgement, double hr10) {}

    public List<Case> cases() {
        return cases;
    }

    public int items() {
        return ruler.items();
    }

    public Judged examine(String model, String setting, Scorer scorer) {
        List<Answer> answers = IntStream.range(0, cases.size())
                .parallel()
                .mapToObj(k -> answer(k, scorer))
                .toList();
        return new Judged(
                model,
                setting,
                answers.stream().map(Answer::judgement).toList(),
                answers.stream().map(Answer::hr10).toList());
    }

    private Answer answer(int k, Scorer scorer) {
        Case c = cases.get(k);
        float[] scores = scorer.scores(c.known());
        var seen = c.seen();
        return new Answer(
                ruler.judge(scores, seen, c.targets()),
                ruler.sampledHitRate(scores, seen, c.targets(), new SplittableRandom(seed + STRIDE * (k + 1))));
    }
}
