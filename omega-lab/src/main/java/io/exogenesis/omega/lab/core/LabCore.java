package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.OutcomeRow;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.learning.round.StandingSample;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What surrounds {@code Round.run} in the Core: the state between rounds, reputations, sequence numbers. One round is one
 * epoch here.
 */
public final class LabCore {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EPOCH = Duration.ofDays(1);
    /** Contributions are older than any voting window when the epoch's round runs. */
    private static final Duration AGE = Duration.ofHours(6);

    /** Age of a viewer of long standing: beyond any tenure. */
    private static final long OLD = 100;

    private final RoundSettings settings;
    private final ContentSpace content;
    private final Map<ViewerId, Reputation> reputations = new HashMap<>();
    private final Map<ViewerId, Long> ages = new HashMap<>();
    private RoundState state;
    private Optional<ItemModel> model = Optional.empty();
    private List<StandingSample> standing = List.of();
    private long seq;

    /** @param content the catalogue; an empty one leaves the item plane out */
    public LabCore(RoundSettings settings, ContentSpace content) {
        this.settings = settings;
        this.content = content;
        this.state = RoundState.initial(settings);
    }

    /** A Core that goes on from here on its own. */
    public LabCore copy() {
        LabCore out = new LabCore(settings, content);
        out.reputations.putAll(reputations);
        out.ages.putAll(ages);
        out.state = state;
        out.model = model;
        out.standing = standing;
        out.seq = seq;
        return out;
    }

    /** A viewer of long standing. */
    public void veteran(ViewerId viewer) {
        reputations.put(viewer, new Reputation(1));
        ages.put(viewer, OLD);
    }

    public Reputation reputation(ViewerId viewer) {
        return reputations.getOrDefault(viewer, Reputation.NEWCOMER);
    }

    /** One epoch with one round at its end. */
    public RoundResult epoch(List<Parcel> parcels) {
        RoundResult result = Round.run(state, input(parcels), settings, new SplittableRandom(state.round()));
        state = result.after();
        result.itemModel().ifPresent(m -> model = Optional.of(m));
        Set<ViewerId> present = new HashSet<>();
        parcels.forEach(p -> present.add(p.viewer()));
        standing.forEach(s -> present.add(s.row().viewer()));
        standing = result.standing();
        for (ViewerId viewer : present) {
            double refuted = result.defence().refutedShares().getOrDefault(viewer, 0.0);
            reputations.put(viewer, reputation(viewer).afterEpoch(true, refuted));
            ages.merge(viewer, 1L, Long::sum);
        }
        return result;
    }

    private RoundInput input(List<Parcel> parcels) {
        Instant now = START.plus(EPOCH.multipliedBy(state.epoch()));
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        List<OutcomeRow> outcomes = new ArrayList<>();
        for (Parcel p : parcels) {
            double reputation = reputation(p.viewer()).value();
            long age = ages.getOrDefault(p.viewer(), 0L);
            String pseudonym = pseudonym(p.viewer());
            for (ExogenesisPattern pattern : p.patterns()) {
                copies(
                        p,
                        new PatternVote(p.viewer(), pseudonym, ++seq, pattern, reputation, now.minus(AGE), age),
                        votes);
            }
            p.sample().ifPresent(s -> copies(p, new SampleRow(p.viewer(), pseudonym, ++seq, s, reputation), rows));
            p.outcomes()
                    .ifPresent(o -> copies(p, new OutcomeRow(p.viewer(), pseudonym, ++seq, o, reputation), outcomes));
        }
        return new RoundInput(votes, rows, outcomes, content, true, now)
                .standing(standing.stream().map(this::renewed).toList());
    }

    /** With the reputation that its viewer has by now. */
    private StandingSample renewed(StandingSample s) {
        SampleRow r = s.row();
        return new StandingSample(
                new SampleRow(
                        r.viewer(),
                        r.pseudonym(),
                        r.seq(),
                        r.sample(),
                        reputation(r.viewer()).value()),
                s.since(),
                s.seniority());
    }

    /** Any keyed one-way function does; here it is readable. */
    public static String pseudonym(ViewerId viewer) {
        return "~" + viewer.value();
    }

    private static <T> void copies(Parcel p, T one, List<T> into) {
        for (int c = 0; c < p.copies(); c++) {
            into.add(one);
        }
    }

    public Optional<ItemModel> model() {
        return model;
    }

    public List<TrackedPattern> tracked() {
        return state.published();
    }

    public List<ConsolidatedPattern> bank() {
        return state.published().stream().map(TrackedPattern::pattern).toList();
    }
}
