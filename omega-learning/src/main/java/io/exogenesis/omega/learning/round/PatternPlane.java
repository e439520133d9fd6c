package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.Cluster;
import io.exogenesis.omega.learning.cluster.ClusterPoint;
import io.exogenesis.omega.learning.cluster.Clustering;
import io.exogenesis.omega.learning.consensus.Consensus;
import io.exogenesis.omega.learning.consensus.Verdict;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The embedding plane's part of a round: patterns → clusters → consensus → bank. */
final class PatternPlane {
    private final RoundState before;
    private final RoundInput in;
    private final RoundSettings settings;
    private final RandomGenerator random;
    private final Consensus consensus;
    private final TwinVotes twins;
    private final Map<PatternId, TrackedPattern> start = new TreeMap<>();
    private final Map<PatternId, TrackedPattern> bank = new TreeMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<ClusterDecision> lines = new ArrayList<>();
    private int clusters;

    /** @param lines clusters with at least two viewers, largest first */
    record Result(List<TrackedPattern> bank, List<Decision> decisions, int clusters, List<ClusterDecision> lines) {}

    PatternPlane(RoundState before, RoundInput in, RoundSettings settings, RandomGenerator random) {
        this.before = before;
        this.in = in;
        this.settings = settings;
        this.random = random;
        this.consensus = new Consensus(settings.minVoters(), settings.votingWindow());
        this.twins = new TwinVotes(in.rows());
    }

    Result run() {
        carryOver();
        Map<TaskType, List<PatternVote>> byType = new TreeMap<>();
        counted()
                .forEach(v -> byType.computeIfAbsent(v.pattern().taskType(), t -> new ArrayList<>())
                        .add(v));
        byType.forEach(this::decideType);
        lines.sort(Comparator.comparingInt((ClusterDecision d) -> -d.supporters()));
        return new Result(List.copyOf(bank.values()), decisions, clusters, lines);
    }

    /** The bank of the epoch's start, without supporters that did not come again in time. */
    private void carryOver() {
        for (TrackedPattern t : before.epochStart()) {
            Map<String, Long> left = new TreeMap<>(t.supporters());
            left.values().removeIf(last -> last < before.epoch());
            if (left.size() >= settings.minVoters()) {
                TrackedPattern kept = Fusion.carried(t, new TreeMap<>(left));
                start.put(kept.pattern().id(), kept);
                bank.put(kept.pattern().id(), kept);
            }
        }
    }

    /** The newest version of each viewer's patterns, in an order that does not depend on the input's. */
    private List<PatternVote> counted() {
        List<PatternVote> sorted = in.votes().stream()
                .sorted(Comparator.comparing(PatternVote::viewer).thenComparing(v -> -v.seq()))
                .toList();
        Map<String, Long> newest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<PatternVote> out = new ArrayList<>();
        for (PatternVote v : sorted) {
            if (!seen.add(v.viewer() + " " + v.seq())) {
                continue;
            }
            if (newest.putIfAbsent(v.viewer() + " " + v.pattern().id(), v.seq()) != null) {
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
        Map<Group, TrackedPattern> known = Matching.match(groups, published(type), settings.similarity());
        groups.forEach(g -> decideGroup(g, Optional.ofNullable(known.get(g))));
    }

    private List<TrackedPattern> published(TaskType type) {
        Map<PatternId, TrackedPattern> all = new TreeMap<>();
        before.published().forEach(t -> all.put(t.pattern().id(), t));
        all.putAll(start);
        return all.values().stream().filter(t -> t.pattern().taskType() == type).toList();
    }

    private Group group(TaskType type, Cluster c, List<PatternVote> votes) {
        List<PatternVote> own = c.votes().stream().map(votes::get).toList();
        List<PatternVote> distinct = twins.withoutTwins(own);
        List<PatternVote> silent =
                new ArrayList<>(c.others().stream().map(votes::get).toList());
        Set<ViewerId> voters = new HashSet<>();
        distinct.forEach(v -> voters.add(v.viewer()));
        own.stream().filter(v -> !voters.contains(v.viewer())).forEach(silent::add);
        return new Group(type, c.median(), distinct, silent);
    }

    private void decideGroup(Group g, Optional<TrackedPattern> known) {
        Optional<TrackedPattern> base = known.map(k -> start.get(k.pattern().id()));
        Map<String, Long> supporters =
                new TreeMap<>(base.map(TrackedPattern::supporters).orElseGet(TreeMap::new));
        g.votes().forEach(v -> supporters.put(v.pseudonym(), before.epoch() + settings.supportEpochs()));
        int carried = supporters.size() - g.votes().size();
        Verdict verdict = known.isPresent()
                ? consensus.onKnown(supporters.size(), Math.max(0, carried))
                : consensus.onNew(g.votes().size(), g.firstVote(), in.now());
        if (verdict instanceof Verdict.Admit) {
            PatternId id = known.map(k -> k.pattern().id()).orElseGet(this::newId);
            boolean fresh = g.votes().size() >= settings.minVoters();
            TrackedPattern fused = Fusion.fused(
                    id,
                    g,
                    new TreeMap<>(supporters),
                    base,
                    fresh,
                    settings.items().releaseSupport());
            bank.put(id, Fusion.versioned(fused, previousOf(id), before.round() + 1));
            settle(g, Outcome.ADMITTED, Optional.of(id), verdict.reason());
            line(
                    g,
                    Outcome.ADMITTED,
                    Optional.of(id),
                    verdict.reason(),
                    fused.pattern().context().genres());
        } else {
            settle(g, Outcome.WAITING, Optional.empty(), verdict.reason());
            line(g, Outcome.WAITING, Optional.empty(), verdict.reason(), List.of());
        }
    }

    private Optional<TrackedPattern> previousOf(PatternId id) {
        return before.published().stream()
                .filter(t -> t.pattern().id().equals(id))
                .findFirst();
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

    private void line(Group g, Outcome outcome, Optional<PatternId> id, String reason, List<String> genres) {
        if (g.votes().size() > 1) {
            lines.add(new ClusterDecision(id, g.votes().size(), outcome, reason, genres));
        }
    }
}
