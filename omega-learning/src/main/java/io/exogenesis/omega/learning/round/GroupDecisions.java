package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.LiveGroup;
import io.exogenesis.omega.learning.cluster.Lots;
import io.exogenesis.omega.learning.consensus.Consensus;
import io.exogenesis.omega.learning.consensus.JuryCount;
import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.learning.consensus.Trial.Standing;
import io.exogenesis.omega.learning.consensus.Verdict;
import io.exogenesis.omega.learning.fusion.AggregationRule;
import io.exogenesis.omega.learning.fusion.AggregationRules;
import io.exogenesis.omega.learning.fusion.Ballot;
import io.exogenesis.omega.learning.fusion.Tenure;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides one cluster, or one pattern that nobody voted for: consensus, fusion, jury. */
final class GroupDecisions {
    /** Votes that a pattern is placed by; where there are more, they are drawn by lot. */
    static final int FUSED = 1024;

    private final long epoch;
    private final RoundSettings settings;
    private final Consensus consensus;
    private final AggregationRule rule;
    private final Bench bench;
    private final VoteBook book;

    GroupDecisions(RoundState before, Bench bench, VoteBook book, RoundSettings settings) {
        this.epoch = before.epoch();
        this.settings = settings;
        this.consensus = new Consensus(settings.minVoters(), settings.votingWindow());
        this.rule = AggregationRules.byName(settings.rule());
        this.bench = bench;
        this.book = book;
    }

    Group group(TaskType type, LiveGroup<Vote> g, TwinVotes twins) {
        List<PatternVote> all = g.votes().stream().map(v -> v.vote).toList();
        boolean[] voting = twins.voting(all, doubled(g));
        List<PatternVote> votes = new ArrayList<>(all.size());
        for (int i = 0; i < voting.length; i++) {
            if (voting[i]) {
                votes.add(all.get(i));
            }
        }
        List<Ballot> ballots = drawn(votes).stream().map(GroupDecisions::ballot).toList();
        return new Group(
                type, g, centre(ballots, g.median()), Tenure.of(ballots).share(), List.copyOf(votes), voting);
    }

    private static Predicate<PatternVote> doubled(LiveGroup<Vote> g) {
        Set<PatternVote> out = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Vote v : g.votes()) {
            if (v.member != null && v.member.doubled()) {
                out.add(v.vote);
            }
        }
        return out::contains;
    }

    private static List<PatternVote> drawn(List<PatternVote> votes) {
        if (votes.size() <= FUSED) {
            return votes;
        }
        record Drawn(int lot, PatternVote vote) {}
        return votes.stream()
                .map(v -> new Drawn(Lots.of(v.pseudonym()), v))
                .sorted(Comparator.comparingInt(Drawn::lot)
                        .thenComparing(d -> d.vote().viewer()))
                .limit(FUSED)
                .map(Drawn::vote)
                .toList();
    }

    private static Ballot ballot(PatternVote v) {
        return new Ballot(
                v.pattern().embedding().toFloats(), v.reputation(), v.pattern().successRate(), v.age());
    }

    /** By the rule in force; where that finds no direction, the median that the cluster was drawn around. */
    private Embedding centre(List<Ballot> ballots, Embedding median) {
        if (ballots.size() == 1) {
            return median;
        }
        return rule.fuse(ballots, settings.tolerance())
                .filter(v -> Vectors.length(Vectors.normalised(v)) > .5)
                .map(Embedding::of)
                .orElse(median);
    }

    /** Decides a cluster. @param known the pattern that it is, or null */
    PatternPlane.Standing decide(
            Group g, @Nullable TrackedPattern known, Instant now, RandomGenerator random, List<ClusterDecision> lines) {
        Optional<TrackedPattern> refused = known != null ? Optional.empty() : bench.refusedLike(g);
        if (refused.isPresent()) {
            Trial trial = refused.get().trial();
            long again = bench.jury().heardAgain(trial);
            Verdict why = trial.isRemoved() ? new Verdict.Removed(again) : new Verdict.Refuse(trial.count(), again);
            String reason = why.reason();
            settle(g, Outcome.REFUSED, null, reason);
            lines.add(line(refused.get(), g, reason, false));
            return new PatternPlane.Standing(g.type(), null, null);
        }
        PatternId id = known == null ? null : known.pattern().id();
        Optional<TrackedPattern> base = id == null ? Optional.empty() : bench.atStart(id);
        Map<String, Long> supporters =
                new TreeMap<>(base.map(TrackedPattern::supporters).orElseGet(TreeMap::new));
        g.votes().forEach(v -> supporters.put(v.pseudonym(), epoch + settings.supportEpochs()));
        Verdict verdict = known != null
                ? consensus.onKnown(
                        supporters.size(),
                        Math.max(0, supporters.size() - g.votes().size()))
                : consensus.onNew(g.votes().size(), g.firstVote(), now);
        if (!(verdict instanceof Verdict.Enter entered)) {
            settle(g, Outcome.WAITING, null, verdict.reason());
            if (g.votes().size() > 1) {
                lines.add(waiting(g, verdict.reason()));
            }
            // A pattern that waits is none: when votes leave it, it is matched again like any other.
            return new PatternPlane.Standing(g.type(), null, verdict instanceof Verdict.Open o ? o.until() : null);
        }
        PatternId own = id == null ? newId(random) : id;
        TrackedPattern tried = bench.tried(Fusion.fused(
                own,
                g,
                new TreeMap<>(supporters),
                base,
                g.votes().size() >= settings.minVoters(),
                settings.items().releaseSupport(),
                epoch));
        lines.add(enter(g, tried, entered));
        return new PatternPlane.Standing(g.type(), own, null);
    }

    private ClusterDecision enter(Group g, TrackedPattern tried, Verdict.Enter entered) {
        Trial trial = tried.trial();
        String reason = Consensus.onTrial(entered, trial, bench.jury().heardAgain(trial))
                .reason();
        boolean in = trial.standing() != Standing.REFUSED;
        settle(g, in ? Outcome.ADMITTED : Outcome.REFUSED, in ? tried.pattern().id() : null, reason);
        return line(tried, g, reason, bench.place(tried));
    }

    /** A pattern that nobody voted for in this epoch: its jury goes on. */
    void withoutVotes(TrackedPattern start, List<ClusterDecision> lines) {
        TrackedPattern tried = bench.tried(start);
        Verdict verdict = Consensus.onTrial(
                new Verdict.Enter(start.supporters().size(), start.supporters().size()),
                tried.trial(),
                bench.jury().heardAgain(tried.trial()));
        if (bench.place(tried)) {
            lines.add(line(tried, null, verdict.reason(), true));
        }
    }

    private PatternId newId(RandomGenerator random) {
        PatternId id;
        do {
            id = new PatternId(
                    new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                            .toString());
        } while (bench.known().get(id).isPresent()); // a generator may be seeded alike for two rounds
        return id;
    }

    private void settle(Group g, Outcome outcome, @Nullable PatternId id, String reason) {
        String silent = reason + " (without a vote of its own: its viewer, or a twin, voted)";
        List<Vote> own = g.source().votes();
        for (int i = 0; i < own.size(); i++) {
            book.decide(own.get(i), outcome, id, g.voting()[i] ? reason : silent);
        }
        g.source().others().forEach(v -> book.decide(v, outcome, id, silent));
    }

    private ClusterDecision waiting(Group g, String reason) {
        return new ClusterDecision(
                Optional.empty(),
                g.votes().size(),
                ClusterDecision.Outcome.WAITING,
                reason,
                List.of(),
                JuryCount.NONE,
                rule.name(),
                g.tenuredShare(),
                false);
    }

    private ClusterDecision line(TrackedPattern t, @Nullable Group g, String reason, boolean changed) {
        ClusterDecision.Outcome outcome = switch (t.trial().standing()) {
            case PROBATION -> ClusterDecision.Outcome.PROBATION;
            case ADMITTED -> ClusterDecision.Outcome.ADMITTED;
            case REFUSED -> ClusterDecision.Outcome.REFUSED;
        };
        boolean in = outcome != ClusterDecision.Outcome.REFUSED;
        return new ClusterDecision(
                Optional.of(t.pattern().id()),
                in ? t.pattern().supporters() : g == null ? 0 : g.votes().size(),
                outcome,
                reason,
                in ? t.pattern().context().genres() : List.of(),
                t.trial().count(),
                rule.name(),
                g == null ? 0 : g.tenuredShare(),
                changed);
    }
}
