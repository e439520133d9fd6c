package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.learning.round.EpochState;
import io.exogenesis.omega.learning.round.OutcomeRow;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A made-up epoch of any size: each viewer sends four patterns and a sample, every tenth reports outcomes, and the bank has
 * 10,000 patterns from before. Patterns are clustered as in MovieLens (two fifths alone) or all unrelated.
 */
final class RoundWorld {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    /** Patterns of a viewer. */
    static final int EACH = 4;

    private static final int BANK = 10_000;
    private static final int COHORT = 10;
    private static final int REPORTED = 5;
    /** Of MovieLens' patterns some two fifths are alone with their taste. */
    private static final double ALONE = .4;

    private static final PatternContext CONTEXT =
            PatternContext.of(List.of("Drama", "Comedy")).withTimeOfDay("evening");

    private final Random random;
    private final boolean clustered;
    private final Tastes tastes;
    private final Synthetic world;
    private final List<TrackedPattern> bank = new ArrayList<>();

    RoundWorld(long seed, int patterns, boolean clustered) {
        this.random = new Random(seed);
        this.clustered = clustered;
        this.tastes = new Tastes(random, Math.max(1, patterns / 200));
        this.world = new Synthetic(random);
        for (int p = 0; p < BANK; p++) {
            bank.add(tracked(p));
        }
    }

    private TrackedPattern tracked(int number) {
        TreeMap<String, Long> supporters = new TreeMap<>();
        for (int s = 0; s < 5; s++) {
            supporters.put("~former" + random.nextInt(BANK), 5L);
        }
        ConsolidatedPattern pattern = ConsolidatedPattern.builder(
                        new PatternId("bank-" + number),
                        TaskType.PREFERENCE,
                        clustered && random.nextInt(4) == 0 ? tastes.any() : tastes.alone())
                .successRate(.8)
                .context(CONTEXT)
                .supporters(supporters.size())
                .reputationMass(supporters.size())
                .admission(Admission.PROBATION)
                .priority(Priority.MEDIUM)
                .build();
        return new TrackedPattern(pattern, supporters, Trial.begin(0));
    }

    ContentSpace content() {
        return world.content();
    }

    /** The state that the epoch starts from. */
    RoundState start() {
        RoundState initial = RoundState.initial(RoundSettings.DEFAULT);
        return new RoundState(0, 0, bank, bank, initial.items(), initial.modelRows(), initial.defence());
    }

    /** What these viewers contribute, each to be fed once. Made beforehand: only the feed belongs to a round. */
    List<Consumer<EpochState>> contributions(int fromViewer, int toViewer) {
        List<Consumer<EpochState>> out = new ArrayList<>();
        for (int v = fromViewer; v < toViewer; v++) {
            String name = "v" + v;
            ViewerId viewer = new ViewerId(name);
            String pseudonym = "~" + v;
            for (int n = 0; n < EACH; n++) {
                Embedding where = clustered && random.nextDouble() >= ALONE ? tastes.any() : tastes.alone();
                PatternVote vote = vote(name + "-p" + n, viewer, pseudonym, n + 1, where);
                out.add(epoch -> epoch.add(vote));
            }
            SampleRow sample = new SampleRow(
                    viewer, pseudonym, EACH + 1, world.samples(1).getFirst().sample(), .5);
            out.add(epoch -> epoch.add(sample));
            if (v % COHORT == 0) {
                OutcomeRow outcomes = new OutcomeRow(viewer, pseudonym, EACH + 2, outcomes(), .5);
                out.add(epoch -> epoch.add(outcomes));
            }
        }
        return out;
    }

    private Outcomes outcomes() {
        List<ItemOutcome> items = new ArrayList<>();
        List<PatternOutcome> patterns = new ArrayList<>();
        int from = random.nextInt(BANK - REPORTED);
        for (int k = 0; k < REPORTED; k++) {
            items.add(new ItemOutcome(world.content().id(from + k), 3, random.nextInt(2)));
            patterns.add(new PatternOutcome(bank.get(from + k).pattern().id(), 3, random.nextInt(2)));
        }
        return new Outcomes(items, patterns);
    }

    static PatternVote vote(String id, ViewerId viewer, String pseudonym, long seq, Embedding where) {
        ExogenesisPattern pattern =
                new ExogenesisPattern(new PatternId(id), TaskType.PREFERENCE, where, .8, EACH, CONTEXT, START);
        return new PatternVote(viewer, pseudonym, seq, pattern, .5, START);
    }
}
