package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.Cluster;
import io.exogenesis.omega.learning.cluster.ClusterPoint;
import io.exogenesis.omega.learning.cluster.Clustering;
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
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The embedding plane's part of a round: patterns → clusters → consensus → jury → bank. */
final class PatternPlane {
    private final RoundState before;
    private final RoundInput in;
    private final RoundSettings settings;
    private final RandomGenerator random;
    private final Consensus consensus;
    private final AggregationRule rule;
    private final TwinVotes twins;
    private final Bench bench;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<ClusterDecision> lines = new ArrayList<>();
    private int clusters;

    /**
     * @param bank after the round, without places of jurors
     * @param kept what an epoch that begins now would start from
     * @param lines clusters with at least two viewers and patterns that changed, largest first
     */
    record Result(
            List<TrackedPattern> bank,
            List<TrackedPattern> kept,
            List<Decision> decisions,
            int clusters,
            List<ClusterDecision> lines) {}

    PatternPlane(RoundState before, RoundInput in, RoundSettings settings, RandomGenerator random) {
        this.before = before;
        this.in = in;
        this.settings = settings;
        this.random = random;
        this.consensus = new Consensus(settings.minVoters(), settings.votingWindow());
        this.rule = AggregationRules.byName(settings.rule());
        this.twins = new TwinVotes(in.rows());
        this.bench = new Bench(before, in.outcomes(), settings);
    }

    Result run() {
        Map<TaskType, List<PatternVote>> byType = new TreeMap<>();
        counted()
                .forEach(v -> byType.computeIfAbsent(v.pattern().taskType(), t -> new ArrayList<>())
                        .add(v));
        byType.forEach(this::decideType);
        bench.withoutVotes().forEach(this::decideWithoutVotes);
        lines.sort(Comparator.comparingInt((ClusterDecision d) -> -d.supporters()));
        return new Result(bench.bank(), bench.kept(in.endOfEpoch()), decisions, clusters, lines);
    }

    /** The newest version of each viewer's patterns, in an order that does not depend on the input's. */
    private List<PatternVote> counted() {
        List<PatternVote> sorted = in.votes().stream()
                .sorted(Comparator.comparing(PatternVote::viewer).thenComparing(v -> -v.seq()))
                .toList();
        Set<String> newest = new HashSet<>();
        Set<String> seen = new HashSet<>();
        List<PatternVote> out = new ArrayList<>();
        for (PatternVote v : sorted) {
            if (!seen.add(v.viewer() + " " + v.seq())) {
                continue;
            }
            if (!newest.add(v.viewer() + " " + v.pattern().id())) {
                decide(v, Outcome.EXPIRED, Optional.empty(), "a newer version of this pattern took its place");
            } else if (!(v.reputation() > 0)) {
                decide(v, Outcome.REFUSED, Optional.empty(), "the viewer has lost its reputation");
            } else {
                out.add(v);
            }
        }
        return out;
    }

    private void decideType(TaskType type, List<PatternVote> votes) {
        List<ClusterPoint> points = votes.stream()
                .map(v -> new ClusterPoint(v.viewer().value(), v.pattern().embedding(), Math.min(v.reputation(), 1)))
                .toList();
        List<Cluster> found = Clustering.of(points, settings.similarity());
        clusters += found.size();
        List<Group> groups = found.stream().map(c -> group(type, c, votes)).toList();
        Map<Group, TrackedPattern> known = Matching.match(groups, bench.known(type), settings.similarity());
        groups.forEach(g -> decideGroup(g, Optional.ofNullable(known.get(g))));
    }

    private Group group(TaskType type, Cluster c, List<PatternVote> votes) {
        List<PatternVote> own = c.votes().stream().map(votes::get).toList();
        List<PatternVote> distinct = twins.withoutTwins(own);
        List<PatternVote> silent =
                new ArrayList<>(c.others().stream().map(votes::get).toList());
        Set<ViewerId> voters = new HashSet<>();
        distinct.forEach(v -> voters.add(v.viewer()));
        own.stream().filter(v -> !voters.contains(v.viewer())).forEach(silent::add);
        List<Ballot> ballots = distinct.stream().map(PatternPlane::ballot).toList();
        return new Group(type, centre(ballots, c.median()), Tenure.of(ballots).share(), distinct, silent);
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

    private void decideGroup(Group g, Optional<TrackedPattern> known) {
        Optional<TrackedPattern> refused = known.isPresent() ? Optional.empty() : bench.refusedLike(g);
        if (refused.isPresent()) {
            Trial trial = refused.get().trial();
            Verdict no = new Verdict.Refuse(trial.count(), bench.jury().heardAgain(trial));
            settle(g, Outcome.REFUSED, Optional.empty(), no.reason());
            line(refused.get(), Optional.of(g), no.reason(), false);
            return;
        }
        Optional<TrackedPattern> base =
                known.flatMap(k -> bench.atStart(k.pattern().id()));
        Map<String, Long> supporters =
                new TreeMap<>(base.map(TrackedPattern::supporters).orElseGet(TreeMap::new));
        g.votes().forEach(v -> supporters.put(v.pseudonym(), before.epoch() + settings.supportEpochs()));
        int carried = supporters.size() - g.votes().size();
        Verdict verdict = known.isPresent()
                ? consensus.onKnown(supporters.size(), Math.max(0, carried))
                : consensus.onNew(g.votes().size(), g.firstVote(), in.now());
        if (verdict instanceof Verdict.Enter entered) {
            PatternId id = known.map(k -> k.pattern().id()).orElseGet(this::newId);
            TrackedPattern fused = Fusion.fused(
                    id,
                    g,
                    new TreeMap<>(supporters),
                    base,
                    g.votes().size() >= settings.minVoters(),
                    settings.items().releaseSupport(),
                    before.epoch());
            enter(g, bench.tried(fused), entered);
        } else {
            settle(g, Outcome.WAITING, Optional.empty(), verdict.reason());
            waiting(g, verdict.reason());
        }
    }

    private void enter(Group g, TrackedPattern tried, Verdict.Enter entered) {
        Trial trial = tried.trial();
        String reason = Consensus.onTrial(entered, trial, bench.jury().heardAgain(trial))
                .reason();
        boolean in = trial.standing() != Standing.REFUSED;
        settle(
                g,
                in ? Outcome.ADMITTED : Outcome.REFUSED,
                in ? Optional.of(tried.pattern().id()) : Optional.empty(),
                reason);
        line(tried, Optional.of(g), reason, bench.place(tried));
    }

    /** A pattern that nobody voted for in this epoch: its jury goes on. */
    private void decideWithoutVotes(TrackedPattern start) {
        TrackedPattern tried = bench.tried(start);
        Verdict verdict = Consensus.onTrial(
                new Verdict.Enter(start.supporters().size(), start.supporters().size()),
                tried.trial(),
                bench.jury().heardAgain(tried.trial()));
        if (bench.place(tried)) {
            line(tried, Optional.empty(), verdict.reason(), true);
        }
    }

    private PatternId newId() {
        return new PatternId(
                new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString());
    }

    private void settle(Group g, Outcome outcome, Optional<PatternId> id, String reason) {
        g.votes().forEach(v -> decide(v, outcome, id, reason));
        g.silent()
                .forEach(v ->
                        decide(v, outcome, id, reason + " (without a vote of its own: its viewer, or a twin, voted)"));
    }

    private void decide(PatternVote v, Outcome outcome, Optional<PatternId> id, String reason) {
        decisions.add(new Decision(v.viewer(), v.seq(), outcome, id, reason));
    }

    private void waiting(Group g, String reason) {
        if (g.votes().size() > 1) {
            lines.add(new ClusterDecision(
                    Optional.empty(),
                    g.votes().size(),
                    ClusterDecision.Outcome.WAITING,
                    reason,
                    List.of(),
                    JuryCount.NONE,
                    rule.name(),
                    g.tenuredShare(),
                    false));
        }
    }

    private void line(TrackedPattern t, Optional<Group> g, String reason, boolean changed) {
        ClusterDecision.Outcome outcome = switch (t.trial().standing()) {
            case PROBATION -> ClusterDecision.Outcome.PROBATION;
            case ADMITTED -> ClusterDecision.Outcome.ADMITTED;
            case REFUSED -> ClusterDecision.Outcome.REFUSED;
        };
        boolean in = outcome != ClusterDecision.Outcome.REFUSED;
        lines.add(new ClusterDecision(
                Optional.of(t.pattern().id()),
                in
                        ? t.pattern().supporters()
                        : g.map(some -> some.votes().size()).orElse(0),
                outcome,
                reason,
                in ? t.pattern().context().genres() : List.of(),
                t.trial().count(),
                rule.name(),
                g.map(Group::tenuredShare).orElse(0.0),
                changed));
    }
}
