package io.exogenesis.omega.lab.explore;

import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.evaluate.EvaluationException;
import io.exogenesis.omega.lab.evaluate.Federation;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.lab.evaluate.Split;
import io.exogenesis.omega.lab.explore.ExploreReport.Estimate;
import io.exogenesis.omega.learning.explore.LoggedChoice;
import io.exogenesis.omega.learning.explore.OffPolicyEstimate;
import io.exogenesis.omega.learning.explore.OffPolicyEstimator;
import io.exogenesis.omega.learning.explore.OffPolicyIps;
import io.exogenesis.omega.learning.explore.OffPolicySnips;
import io.exogenesis.omega.learning.explore.SlotSchedule;
import io.exogenesis.omega.learning.explore.VotedThompson;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One log of the product's bandit and what it says about policies that were not in use. The split is GLOBAL: agents know what
 * came before, and a showing earns 1 if the viewer liked that title later.
 *
 * <p>Choices of one viewer have its tastes in common. What is estimated is the mean over these very viewers, for which the
 * bootstrap over single choices is wide rather than narrow: it also counts how much viewers differ.
 */
public final class ExploreRun {
    /** Showings of a viewer, a few evenings' worth. */
    public static final int SHOWINGS = 200;

    private static final int RESAMPLES = 1000;

    private final Dataset data;
    private final ContentSpace content;
    private final long seed;
    private final double share;

    /**
     * @param content of {@code data.items()}, in their order
     * @param share of the showings that explore, in (0, 1]
     */
    public ExploreRun(Dataset data, ContentSpace content, long seed, double share) {
        this.data = data;
        this.content = content;
        this.seed = seed;
        this.share = share;
    }

    /** @throws EvaluationException if the share is too small for a single choice */
    public ExploreReport run() {
        long begun = System.nanoTime();
        List<Choices> viewers = viewers();
        SplittableRandom random = new SplittableRandom(seed);
        List<Logged> log = new ArrayList<>();
        for (Choices c : viewers) {
            long explored = new SlotSchedule(share, random.nextDouble()).among(SHOWINGS);
            for (int k = 0; k < explored; k++) {
                log.add(new Logged(c, VotedThompson.choose(c.arms(), random)));
            }
        }
        if (log.isEmpty()) {
            throw new EvaluationException("a share of " + share + " of " + SHOWINGS + " showings explores nothing");
        }
        List<ExploreReport.Policy> judged = new ArrayList<>();
        for (Policy policy : Policy.values()) {
            judged.add(judge(policy, viewers, log, random));
        }
        return new ExploreReport(
                data.name(),
                viewers.size(),
                seed,
                share,
                SHOWINGS,
                log.size(),
                log.stream().mapToDouble(Logged::reward).average().orElse(0),
                judged,
                (System.nanoTime() - begun) / 1e9);
    }

    private record Logged(Choices choices, VotedThompson.Choice chosen) {
        double reward() {
            return choices.rewards()[chosen.arm()];
        }

        LoggedChoice seenBy(Policy policy) {
            return new LoggedChoice(chosen.propensity(), policy.probabilities(choices)[chosen.arm()], reward());
        }
    }

    /**
     * Refuses data that nobody can be asked in; before anything is embedded.
     *
     * @throws EvaluationException if nobody likes enough titles after the cut
     */
    public static void check(Dataset data) {
        if (Protocol.GLOBAL.split(data).tested().isEmpty()) {
            throw new EvaluationException("nobody in " + data.name() + " likes 5 titles in the last fifth of the time");
        }
    }

    private List<Choices> viewers() {
        Split split = Protocol.GLOBAL.split(data);
        Training training = split.training(content, seed);
        Scorer scorer = Federation.federated(training, Federation.learn(training));
        return split.tested().parallelStream()
                .map(c -> Choices.of(c, data.items(), scorer.scores(c.known())))
                .filter(c -> !c.arms().isEmpty())
                .toList();
    }

    private static ExploreReport.Policy judge(
            Policy policy, List<Choices> viewers, List<Logged> log, SplittableRandom random) {
        double truth =
                viewers.stream().mapToDouble(c -> earns(policy, c)).average().orElse(0);
        List<LoggedChoice> seen = log.stream().map(l -> l.seenBy(policy)).toList();
        OffPolicyEstimate ips = estimate(new OffPolicyIps(), seen, random);
        OffPolicyEstimate snips = estimate(new OffPolicySnips(), seen, random);
        return new ExploreReport.Policy(policy.label(), truth, of(ips), of(snips), ips.effectiveSamples());
    }

    private static double earns(Policy policy, Choices choices) {
        double[] p = policy.probabilities(choices);
        double sum = 0;
        for (int a = 0; a < p.length; a++) {
            sum += p[a] * choices.rewards()[a];
        }
        return sum;
    }

    private static OffPolicyEstimate estimate(OffPolicyEstimator by, List<LoggedChoice> log, SplittableRandom random) {
        return by.estimate(log, RESAMPLES, random);
    }

    private static Estimate of(OffPolicyEstimate e) {
        return Double.isNaN(e.value())
                ? new Estimate(null, List.of())
                : new Estimate(e.value(), List.of(e.low(), e.high()));
    }
}
