package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One step of aggregation, a pure function. Every round of an epoch starts from the state at the epoch's start and from all
 * raw contributions of the epoch; only the last one folds the samples into the sketch and lets what waits expire.
 */
public final class Round {
    private Round() {}

    /**
     * Runs one round. Computing takes seconds at some hundred viewers and ten thousand titles; call it outside of transactions.
     *
     * @param random makes the ids of new patterns and nothing else
     */
    public static RoundResult run(RoundState before, RoundInput in, RoundSettings settings, RandomGenerator random) {
        PatternPlane.Result patterns = new PatternPlane(before, in, settings, random).run();
        SamplePlane.Result samples = new SamplePlane(before, in, settings).run();
        List<Decision> decisions = new ArrayList<>(patterns.decisions());
        decisions.addAll(samples.decisions());
        if (in.endOfEpoch()) {
            decisions.replaceAll(Round::expired);
        }
        RoundState after = new RoundState(
                before.round() + 1,
                before.epoch() + (in.endOfEpoch() ? 1 : 0),
                in.endOfEpoch() ? patterns.kept() : before.epochStart(),
                patterns.bank(),
                samples.memory(),
                samples.modelRows(),
                samples.state());
        List<ConsolidatedPattern> upserts = upserts(before.published(), patterns.bank());
        List<PatternId> removals = removals(before.published(), patterns.bank());
        RoundReport report = report(after, in, patterns, samples, decisions);
        return new RoundResult(after, upserts, removals, samples.model(), decisions, report, samples.defence());
    }

    private static Decision expired(Decision d) {
        return d.outcome() == Outcome.WAITING
                ? new Decision(
                        d.viewer(),
                        d.seq(),
                        Outcome.EXPIRED,
                        d.pattern(),
                        "the epoch ended while it waited: " + d.reason())
                : d;
    }

    private static List<ConsolidatedPattern> upserts(List<TrackedPattern> before, List<TrackedPattern> after) {
        Map<PatternId, ConsolidatedPattern> known = new HashMap<>();
        before.forEach(t -> known.put(t.pattern().id(), t.pattern()));
        return after.stream()
                .map(TrackedPattern::pattern)
                .filter(p -> !p.equals(known.get(p.id())))
                .toList();
    }

    private static List<PatternId> removals(List<TrackedPattern> before, List<TrackedPattern> after) {
        Set<PatternId> left = new HashSet<>();
        after.forEach(t -> left.add(t.pattern().id()));
        return before.stream()
                .map(t -> t.pattern().id())
                .filter(id -> !left.contains(id))
                .toList();
    }

    private static RoundReport report(
            RoundState after,
            RoundInput in,
            PatternPlane.Result patterns,
            SamplePlane.Result samples,
            List<Decision> all) {
        Set<ViewerId> viewers = new HashSet<>();
        in.votes().forEach(v -> viewers.add(v.viewer()));
        in.rows().forEach(r -> viewers.add(r.viewer()));
        return new RoundReport(
                after.round(),
                in.endOfEpoch() ? after.epoch() - 1 : after.epoch(),
                viewers.size(),
                in.votes().size(),
                patterns.clusters(),
                patterns.bank().size(),
                samples.rows(),
                samples.releasedTitles(),
                samples.model().map(ItemModel::items).orElse(0) > 0,
                count(all, Outcome.ADMITTED),
                count(all, Outcome.REFUSED),
                count(all, Outcome.WAITING),
                count(all, Outcome.EXPIRED),
                patterns.lines());
    }

    private static int count(List<Decision> decisions, Outcome outcome) {
        return (int) decisions.stream().filter(d -> d.outcome() == outcome).count();
    }
}
