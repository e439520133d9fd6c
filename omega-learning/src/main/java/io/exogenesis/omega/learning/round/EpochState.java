package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The running epoch in memory, fed with contributions as they arrive: {@link #decide} costs what is new.
 *
 * <p>What is fed after {@code decide} belongs to the next round, and behind the end of an epoch to the next epoch: it is taken
 * up by the next {@code decide}. A result takes effect with {@link #commit}; without it the next {@code decide} gives the same
 * decisions again.
 *
 * <p>Not safe for concurrent use.
 */
public final class EpochState {
    private final RoundSettings settings;
    private RoundState state;
    private final List<Runnable> arrivals = new ArrayList<>();
    private final Map<ViewerId, TreeMap<Long, PatternVote>> votes = new HashMap<>();
    private final Map<ViewerId, TreeMap<Long, SampleRow>> rows = new HashMap<>();
    private final Map<ViewerId, TreeMap<Long, OutcomeRow>> outcomes = new HashMap<>();
    private final Map<ViewerId, Map<ContributionKind, Long>> withdrawn = new HashMap<>();
    private final Set<Decision> listed = new HashSet<>();
    private @Nullable RoundResult pending;

    /** @param start the state behind the last round that was committed */
    public EpochState(RoundState start, RoundSettings settings) {
        this.state = start;
        this.settings = settings;
    }

    /** The state behind the last round that was committed. */
    public RoundState state() {
        return state;
    }

    /** Takes a pattern. One that was taken or withdrawn before changes nothing. */
    public void add(PatternVote vote) {
        arrivals.add(() -> take(votes, ContributionKind.PATTERN, vote.viewer(), vote.seq(), vote));
    }

    /** Takes a sample. */
    public void add(SampleRow row) {
        arrivals.add(() -> take(rows, ContributionKind.SAMPLE, row.viewer(), row.seq(), row));
    }

    /** Takes a report of outcomes. */
    public void add(OutcomeRow row) {
        arrivals.add(() -> take(outcomes, ContributionKind.OUTCOMES, row.viewer(), row.seq(), row));
    }

    private <T> void take(
            Map<ViewerId, TreeMap<Long, T>> into, ContributionKind kind, ViewerId viewer, long seq, T what) {
        if (seq > withdrawn.getOrDefault(viewer, Map.of()).getOrDefault(kind, Long.MIN_VALUE)) {
            into.computeIfAbsent(viewer, v -> new TreeMap<>()).putIfAbsent(seq, what);
        }
    }

    /** Removes what this viewer contributed up to this sequence number, whether it was fed before or comes behind. */
    public void withdraw(ViewerId viewer, Set<ContributionKind> kinds, long throughSeq) {
        Set<ContributionKind> which = Set.copyOf(kinds);
        arrivals.add(() -> which.forEach(kind -> {
            withdrawn.computeIfAbsent(viewer, v -> new HashMap<>()).merge(kind, throughSeq, Math::max);
            Map<ViewerId, ? extends TreeMap<Long, ?>> from = switch (kind) {
                case PATTERN -> votes;
                case SAMPLE -> rows;
                case OUTCOMES -> outcomes;
            };
            if (from.containsKey(viewer)) {
                from.get(viewer).headMap(throughSeq, true).clear();
            }
        }));
    }

    /** Decides all that is new since the last commit. */
    public RoundResult decide(RoundConditions conditions, RandomGenerator random) {
        arrivals.subList(0, arrivals.size()).forEach(Runnable::run);
        arrivals.clear();
        RoundInput in = new RoundInput(
                all(votes),
                all(rows),
                all(outcomes),
                conditions.content(),
                conditions.endOfEpoch(),
                conditions.now(),
                conditions.moderation());
        RoundResult full = Round.run(state, in, settings, random);
        List<Decision> fresh =
                full.decisions().stream().filter(d -> !listed.contains(key(d))).toList();
        pending = new RoundResult(
                full.after(), full.upserts(), full.removals(), full.itemModel(), fresh, full.report(), full.defence());
        return pending;
    }

    private static Decision key(Decision d) {
        return new Decision(d.viewer(), d.seq(), d.outcome(), d.pattern(), "");
    }

    private static <T> List<T> all(Map<ViewerId, TreeMap<Long, T>> of) {
        return of.values().stream().flatMap(m -> m.values().stream()).toList();
    }

    /**
     * The result is durable.
     *
     * @throws LearningException if it is not what {@link #decide} returned last
     */
    public void commit(RoundResult result) {
        if (result != pending) {
            throw new LearningException("only the result of the last decision can be committed");
        }
        boolean ended = result.after().epoch() > state.epoch();
        state = result.after();
        pending = null;
        result.decisions().forEach(d -> listed.add(key(d)));
        if (ended) {
            votes.clear();
            rows.clear();
            outcomes.clear();
            withdrawn.clear();
            listed.clear();
        }
    }
}
