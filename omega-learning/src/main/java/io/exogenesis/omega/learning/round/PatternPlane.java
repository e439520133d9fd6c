package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.LiveClusters;
import io.exogenesis.omega.learning.cluster.LiveClusters.Changes;
import io.exogenesis.omega.learning.cluster.LiveGroup;
import io.exogenesis.omega.learning.cluster.Lots;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The embedding plane of the running epoch: patterns → clusters → consensus → jury → bank. It knows which clusters changed
 * since the last commit and decides only them, those whose voting window closed, and those whose jurors reported.
 */
final class PatternPlane {
    private final RoundSettings settings;
    private final VoteBook votes = new VoteBook();
    private final TwinVotes twins;
    private final Bench bench;
    private final GroupDecisions decisions;
    private final Map<TaskType, LiveClusters<Vote>> clusters = new EnumMap<>(TaskType.class);

    /** Clusters and what was committed of them. */
    private final Map<LiveGroup<Vote>, Standing> standings = new HashMap<>();

    private final Map<PatternId, LiveGroup<Vote>> owners = new HashMap<>();
    private final TreeMap<Instant, Set<LiveGroup<Vote>>> open = new TreeMap<>();

    /** Since the last commit: clusters to be decided, clusters that are no more, patterns whose jurors reported. */
    private final Map<LiveGroup<Vote>, TaskType> undecided = new LinkedHashMap<>();

    private final Set<LiveGroup<Vote>> vanished = new LinkedHashSet<>();
    private final Set<PatternId> reported = new LinkedHashSet<>();

    /** This round's, until they are committed. */
    private Map<LiveGroup<Vote>, Standing> decided = new LinkedHashMap<>();

    private List<ClusterDecision> lines = new ArrayList<>();

    /**
     * What a round made of a cluster.
     *
     * @param known pattern that it is, if it is one
     * @param until when its voting window closes; null if that is not what it waits for
     */
    record Standing(
            TaskType type,
            @Nullable PatternId known,
            @Nullable Instant until) {}

    PatternPlane(RoundState before, Bench bench, TwinVotes twins, RoundSettings settings) {
        this.settings = settings;
        this.twins = twins;
        this.bench = bench;
        this.decisions = new GroupDecisions(before, bench, votes, settings);
        reported.addAll(bench.idsAtStart());
    }

    VoteBook votes() {
        return votes;
    }

    void take(PatternVote vote) {
        VoteBook.Taken taken = votes.take(vote);
        taken.replaced().ifPresent(this::leave);
        taken.counts().ifPresent(v -> {
            LiveClusters.Vote how = new LiveClusters.Vote(
                    vote.viewer().value(), Lots.of(vote.pseudonym()), -vote.seq(), Math.min(vote.reputation(), 1));
            v.member = of(vote.pattern().taskType()).add(v, vote.pattern().embedding(), how);
        });
    }

    private LiveClusters<Vote> of(TaskType type) {
        return clusters.computeIfAbsent(type, t -> new LiveClusters<>(settings.similarity()));
    }

    private void leave(Vote v) {
        if (v.member != null) {
            of(v.vote.pattern().taskType()).remove(v.member);
            v.member = null;
        }
    }

    void withdraw(ViewerId viewer, long throughSeq) {
        votes.withdraw(viewer, throughSeq, this::leave);
    }

    /** This viewer's sample is another: whether it is somebody's twin has to be looked at again. */
    void sampleChanged(ViewerId viewer) {
        for (Vote v : votes.of(viewer)) {
            boolean twin = v.member != null && v.member.doubled();
            if (twin && v.group != null && v.group.votes().size() > 1 && !vanished.contains(v.group)) {
                undecided.put(v.group, v.vote.pattern().taskType());
            }
        }
    }

    /** A juror reported of this pattern. */
    void reported(PatternId id) {
        if (bench.atStart(id).isPresent()) {
            reported.add(id);
        }
    }

    /** Decides what changed since the last commit. */
    void decide(Instant now, RandomGenerator random, PatternOrders orders) {
        bench.begin();
        votes.begin();
        decided = new LinkedHashMap<>();
        lines = new ArrayList<>();
        clusters.forEach((type, live) -> follow(type, live.update()));
        bench.exclude(orders.removed()).forEach(this::excluded);
        List<Group> changed = new ArrayList<>();
        undecided.forEach((g, type) -> changed.add(group(type, g)));
        Map<LiveGroup<Vote>, Group> others = new HashMap<>();
        Map<Group, @Nullable TrackedPattern> matched =
                new Matching(bench.known(), settings.similarity()).match(changed, id -> rival(id, others));
        again(now).forEach((g, type) -> {
            if (!undecided.containsKey(g)) {
                Group group = others.computeIfAbsent(g, x -> group(type, x));
                if (!matched.containsKey(group)) {
                    matched.put(group, known(g));
                }
            }
        });
        decideAll(matched, now, random);
        lines.sort((a, b) -> b.supporters() - a.supporters());
    }

    /** The operator took out what this cluster was. */
    private void excluded(PatternId id) {
        LiveGroup<Vote> owner = owners.get(id);
        if (owner != null) {
            note(owner, undecided);
        }
    }

    private @Nullable TrackedPattern known(LiveGroup<Vote> g) {
        Standing before = standings.get(g);
        return before == null || before.known() == null
                ? null
                : bench.known().get(before.known()).orElse(null);
    }

    private void follow(TaskType type, Changes<Vote> changes) {
        for (LiveGroup<Vote> g : changes.gone()) {
            undecided.remove(g);
            if (standings.containsKey(g)) {
                vanished.add(g);
            }
        }
        for (LiveGroup<Vote> g : changes.fresh()) {
            undecided.put(g, type);
            g.votes().forEach(v -> v.group = g);
            g.others().forEach(v -> v.group = g);
        }
    }

    /** The cluster that a pattern is, if it is none of those that changed. */
    private @Nullable Group rival(PatternId id, Map<LiveGroup<Vote>, Group> others) {
        LiveGroup<Vote> owner = owners.get(id);
        if (owner == null || undecided.containsKey(owner) || vanished.contains(owner)) {
            return null;
        }
        Standing standing = standings.get(owner);
        return standing == null ? null : others.computeIfAbsent(owner, g -> group(standing.type(), g));
    }

    /** Clusters that are as they were and may be decided otherwise now. */
    private Map<LiveGroup<Vote>, TaskType> again(Instant now) {
        Map<LiveGroup<Vote>, TaskType> out = new LinkedHashMap<>();
        open.headMap(now, true).values().forEach(set -> set.forEach(g -> note(g, out)));
        for (PatternId id : reported) {
            LiveGroup<Vote> owner = owners.get(id);
            if (owner != null) {
                note(owner, out);
            }
        }
        return out;
    }

    private void note(LiveGroup<Vote> g, Map<LiveGroup<Vote>, TaskType> into) {
        Standing standing = standings.get(g);
        if (standing != null && !vanished.contains(g)) {
            into.put(g, standing.type());
        }
    }

    private void decideAll(Map<Group, @Nullable TrackedPattern> matched, Instant now, RandomGenerator random) {
        Set<PatternId> stand = new LinkedHashSet<>();
        List<Group> order = new ArrayList<>(matched.keySet());
        order.sort(Group.LARGEST);
        order.sort((a, b) -> Boolean.compare(matched.get(a) == null, matched.get(b) == null));
        for (Group g : order) {
            TrackedPattern known = matched.get(g);
            Standing standing = decisions.decide(g, known, now, random, lines);
            decided.put(g.source(), standing);
            if (standing.known() != null) {
                stand.add(standing.known());
            }
        }
        orphans(stand);
        refusedNow(now, random);
    }

    /** Patterns whose cluster is gone, or is another pattern now. */
    private void orphans(Set<PatternId> stand) {
        Set<PatternId> alone = new LinkedHashSet<>(reported);
        vanished.forEach(g -> leftBy(g, alone));
        decided.keySet().forEach(g -> leftBy(g, alone));
        for (PatternId id : alone) {
            LiveGroup<Vote> owner = owners.get(id);
            boolean owned = owner != null && !vanished.contains(owner) && !decided.containsKey(owner);
            if (!stand.contains(id) && !owned) {
                bench.atStart(id).ifPresentOrElse(t -> decisions.withoutVotes(t, lines), () -> bench.drop(id));
            }
        }
    }

    private void leftBy(LiveGroup<Vote> g, Set<PatternId> alone) {
        Standing before = standings.get(g);
        if (before != null && before.known() != null) {
            alone.add(before.known());
        }
    }

    /** Clusters that are no pattern and resemble one that a jury refused in this round. */
    private void refusedNow(Instant now, RandomGenerator random) {
        for (TrackedPattern t : bench.refusals()) {
            Set<LiveGroup<Vote>> near = new LinkedHashSet<>();
            of(t.pattern().taskType()).near(t.pattern().embedding(), v -> {
                if (v.group != null) {
                    near.add(v.group);
                }
            });
            for (LiveGroup<Vote> g : near) {
                Standing standing = decided.getOrDefault(g, standings.get(g));
                if (standing != null && standing.known() == null && !decided.containsKey(g)) {
                    Group group = group(standing.type(), g);
                    decided.put(g, decisions.decide(group, null, now, random, lines));
                }
            }
        }
    }

    private Group group(TaskType type, LiveGroup<Vote> g) {
        return decisions.group(type, g, twins);
    }

    int groups() {
        return clusters.values().stream().mapToInt(LiveClusters::groups).sum();
    }

    List<ClusterDecision> lines() {
        return lines;
    }

    long work() {
        return clusters.values().stream().mapToLong(LiveClusters::work).sum()
                + bench.known().work();
    }

    void commit() {
        for (LiveGroup<Vote> g : vanished) {
            forget(g);
        }
        decided.keySet().forEach(this::forget);
        decided.forEach((g, standing) -> {
            standings.put(g, standing);
            if (standing.known() != null) {
                owners.put(standing.known(), g);
            }
            if (standing.until() != null) {
                open.computeIfAbsent(standing.until(), t -> new LinkedHashSet<>())
                        .add(g);
            }
        });
        vanished.clear();
        undecided.clear();
        reported.clear();
        decided = new LinkedHashMap<>();
        votes.commit();
        bench.commit();
    }

    private void forget(LiveGroup<Vote> g) {
        Standing before = standings.remove(g);
        if (before == null) {
            return;
        }
        if (before.known() != null) {
            owners.remove(before.known(), g);
        }
        if (before.until() != null) {
            Set<LiveGroup<Vote>> then = open.get(before.until());
            if (then != null && then.remove(g) && then.isEmpty()) {
                open.remove(before.until());
            }
        }
    }
}
