package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The running epoch in memory, fed with contributions as they arrive: {@link #decide} costs what is new since the last commit.
 *
 * <p>A viewer's newest version of a pattern, and its newest sample, replace the former, which are then decided {@code EXPIRED}.
 * What a round decides depends on what was contributed and not on the order in which it came, nor on how many rounds there
 * were; ids of patterns are kept from round to round.
 *
 * <p>What is fed after {@code decide} belongs to the next round, and behind the end of an epoch to the next epoch: it is taken
 * up by the next {@code decide}. A result takes effect with {@link #commit}; without it the next {@code decide} gives the same
 * decisions again. To go back, build another from the state that was committed last and feed it the epoch's contributions.
 *
 * <p>Not safe for concurrent use.
 */
public final class EpochState {
    private final RoundSettings settings;
    private RoundState state;
    private final List<Runnable> arrivals = new ArrayList<>();
    private final Map<ViewerId, Map<ContributionKind, Long>> withdrawn = new HashMap<>();
    private Contents epoch;
    private @Nullable RoundResult pending;

    /** What an epoch holds; another epoch has others. */
    private record Contents(
            PatternPlane patterns,
            Bench bench,
            TwinVotes twins,
            SampleBook samples,
            SamplePlane items,
            OutcomeBook outcomes) {

        static Contents of(RoundState start, RoundSettings settings) {
            OutcomeBook outcomes = new OutcomeBook();
            SampleBook samples = new SampleBook(start.epoch());
            TwinVotes twins = new TwinVotes();
            Bench bench = new Bench(start, outcomes.cohort(), settings);
            return new Contents(
                    new PatternPlane(start, bench, twins, settings),
                    bench,
                    twins,
                    samples,
                    new SamplePlane(start, settings, samples),
                    outcomes);
        }

        VoteBook votes() {
            return patterns.votes();
        }

        void reported(OutcomeRow row) {
            row.outcomes().patterns().forEach(p -> patterns.reported(p.pattern()));
        }
    }

    /** @param start the state behind the last round that was committed */
    public EpochState(RoundState start, RoundSettings settings) {
        this.settings = settings;
        this.state = start;
        this.epoch = Contents.of(start, settings);
    }

    /** The state behind the last round that was committed. */
    public RoundState state() {
        return state;
    }

    /** Takes a pattern. One that was taken or withdrawn before changes nothing. */
    public void add(PatternVote vote) {
        arrivals.add(() -> {
            if (isNew(ContributionKind.PATTERN, vote.viewer(), vote.seq())) {
                epoch.patterns().take(vote);
            }
        });
    }

    /** Takes a sample. One that was taken or withdrawn before changes nothing. */
    public void add(SampleRow row) {
        arrivals.add(() -> {
            if (isNew(ContributionKind.SAMPLE, row.viewer(), row.seq())
                    && epoch.samples().take(row)) {
                epoch.twins().put(row.viewer(), row.sample());
                epoch.patterns().sampleChanged(row.viewer());
            }
        });
    }

    /**
     * Takes a sample that an earlier epoch received and that still stands ({@link RoundResult#standing}). It is not decided again. One
     * that was withdrawn, or that a newer sample of its viewer replaced, changes nothing.
     */
    public void stand(StandingSample standing) {
        arrivals.add(() -> {
            SampleRow row = standing.row();
            if (isNew(ContributionKind.SAMPLE, row.viewer(), row.seq())
                    && epoch.samples().stand(standing)) {
                epoch.twins().put(row.viewer(), row.sample());
                epoch.patterns().sampleChanged(row.viewer());
            }
        });
    }

    /** Takes a report of outcomes. One that was taken or withdrawn before changes nothing. */
    public void add(OutcomeRow row) {
        arrivals.add(() -> {
            if (isNew(ContributionKind.OUTCOMES, row.viewer(), row.seq())
                    && epoch.outcomes().take(row)) {
                epoch.reported(row);
            }
        });
    }

    private boolean isNew(ContributionKind kind, ViewerId viewer, long seq) {
        return seq > withdrawn.getOrDefault(viewer, Map.of()).getOrDefault(kind, Long.MIN_VALUE);
    }

    /**
     * Takes out what this viewer contributed up to this sequence number, whether it was fed before or comes behind. Only the
     * groups that it touched are decided anew.
     */
    public void withdraw(ViewerId viewer, Set<ContributionKind> kinds, long throughSeq) {
        Set<ContributionKind> which = Set.copyOf(kinds);
        arrivals.add(() -> {
            for (ContributionKind kind : which) {
                withdrawn
                        .computeIfAbsent(viewer, v -> new EnumMap<>(ContributionKind.class))
                        .merge(kind, throughSeq, Math::max);
                withdraw(viewer, kind, throughSeq);
            }
        });
    }

    private void withdraw(ViewerId viewer, ContributionKind kind, long throughSeq) {
        switch (kind) {
            case PATTERN -> epoch.patterns().withdraw(viewer, throughSeq);
            case SAMPLE -> {
                if (epoch.samples().withdraw(viewer, throughSeq)) {
                    epoch.twins().remove(viewer);
                    epoch.patterns().sampleChanged(viewer);
                }
            }
            case OUTCOMES -> epoch.outcomes().withdraw(viewer, throughSeq).forEach(epoch::reported);
        }
    }

    /**
     * Decides what is new since the last commit.
     *
     * @param random makes the ids of new patterns and nothing else
     * @return decisions of contributions that came to another end than before, and clusters that were decided; the report's
     *     counts are of the whole epoch
     */
    public RoundResult decide(RoundConditions conditions, RandomGenerator random) {
        return decide(conditions, random, phase -> {});
    }

    /** The same, and tells {@code entered} of each phase as it begins, on this thread. */
    public RoundResult decide(RoundConditions conditions, RandomGenerator random, Consumer<RoundPhase> entered) {
        entered.accept(RoundPhase.TAKE);
        take();
        entered.accept(RoundPhase.DECIDE);
        epoch.patterns().decide(conditions.now(), random, conditions.orders());
        epoch.samples().begin(conditions.content());
        if (conditions.endOfEpoch()) {
            epoch.votes().expire();
            epoch.samples().expire();
        }
        entered.accept(RoundPhase.FOLD);
        SamplePlane.Result model =
                epoch.items().run(conditions, epoch.outcomes().all(), state.modelRows(), state.round() + 1);
        List<Decision> decisions = new ArrayList<>(epoch.votes().decisions());
        decisions.addAll(epoch.samples().decisions());
        RoundState after = new RoundState(
                state.round() + 1,
                state.epoch() + (conditions.endOfEpoch() ? 1 : 0),
                conditions.endOfEpoch() ? epoch.bench().kept(conditions.orders().pinned()) : state.epochStart(),
                epoch.bench().after(),
                model.memory(),
                model.modelRows(),
                model.state());
        pending = new RoundResult(
                after,
                epoch.bench().upserts(),
                epoch.bench().removals(),
                model.model(),
                decisions,
                report(model),
                model.defence(),
                model.standing());
        return pending;
    }

    private void take() {
        arrivals.forEach(Runnable::run);
        arrivals.clear();
    }

    /**
     * What {@link #decide} would now say of clusters and patterns that are new or changed since the last commit; the item plane is
     * left out. Nothing takes effect: the next decision is the same as without it, but for the ids of patterns that are new.
     */
    public List<ClusterDecision> preview(Instant now, RandomGenerator random, PatternOrders orders) {
        take();
        pending = null;
        epoch.patterns().decide(now, random, orders);
        return List.copyOf(epoch.patterns().lines());
    }

    private RoundReport report(SamplePlane.Result model) {
        int viewers = epoch.votes().viewers();
        for (ViewerId v : epoch.samples().viewers()) {
            viewers += epoch.votes().has(v) ? 0 : 1;
        }
        return new RoundReport(
                state.round() + 1,
                state.epoch(),
                viewers,
                epoch.votes().size(),
                epoch.patterns().groups(),
                epoch.bench().size(),
                epoch.samples().admitted(),
                model.releasedTitles(),
                model.model().map(ItemModel::items).orElse(0) > 0,
                count(Outcome.ADMITTED),
                count(Outcome.REFUSED),
                count(Outcome.WAITING),
                count(Outcome.EXPIRED),
                epoch.patterns().lines());
    }

    private int count(Outcome outcome) {
        return epoch.votes().count(outcome) + epoch.samples().count(outcome);
    }

    /** Patterns and samples in memory: those that count, and replaced ones until their end is committed. */
    int held() {
        return epoch.votes().held() + epoch.samples().held();
    }

    /** Comparisons made up to now in this epoch: what a round's time grows with. */
    long work() {
        return epoch.patterns().work();
    }

    /**
     * The result is durable: it takes effect.
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
        if (ended) {
            epoch = Contents.of(state, settings);
            withdrawn.clear();
        } else {
            epoch.patterns().commit();
            epoch.samples().commit();
        }
    }
}
