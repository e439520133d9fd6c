package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What the audit cohort sees of patterns, simulated by a stated chance: a title shown because of a pattern that honest viewers
 * hold is watched with {@link #GOOD}, as any other title is; of one that liars planted with {@link #PLANTED}. Each member sees
 * {@link #SHOWINGS} titles an epoch of each of at most {@link #AT_ONCE} patterns on probation that it does not support: faster
 * than in life, so that juries end within a battle.
 */
final class Jurors {
    /** Base rate: the middle of those that juries are designed for (LEARNING.md §4). */
    static final double GOOD = .15;
    /** A fifth of it, at most what the juries' plan takes for bad. */
    static final double PLANTED = .03;

    static final int SHOWINGS = 10;
    static final int AT_ONCE = 16;
    /** Showings of single titles in a report: they give the Core its base rate. */
    private static final int TITLES = 20;

    private final List<ViewerId> cohort = new ArrayList<>();
    private final SplittableRandom random;

    Jurors(World world, List<Liar> liars, long seed) {
        world.judged().stream()
                .filter(world::inCohort)
                .forEach(v -> cohort.add(world.honest().get(v).id()));
        liars.stream().filter(Liar::audited).forEach(l -> cohort.add(l.id()));
        this.random = new SplittableRandom(seed ^ 0x105eL);
    }

    /** An honest report of each member; liars that lie of their own are to be left out. */
    List<Parcel> words(List<TrackedPattern> bank) {
        List<TrackedPattern> waiting = bank.stream()
                .filter(t -> t.pattern().admission() != Admission.ADMITTED)
                .toList();
        return cohort.stream()
                .map(v -> new Parcel(v, Optional.empty(), List.of(), Optional.of(report(v, waiting)), 1))
                .toList();
    }

    private Outcomes report(ViewerId juror, List<TrackedPattern> waiting) {
        List<ItemOutcome> titles = new ArrayList<>();
        for (int n = 0; n < TITLES; n++) {
            titles.add(new ItemOutcome(new MediaId("title-" + n), 1, random.nextDouble() < GOOD ? 1 : 0));
        }
        List<TrackedPattern> seen = new ArrayList<>(waiting.stream()
                .filter(t -> !t.supporters().containsKey(LabCore.pseudonym(juror)))
                .toList());
        Collections.shuffle(seen, Random.from(random));
        return new Outcomes(titles, seen.stream().limit(AT_ONCE).map(this::word).toList());
    }

    private PatternOutcome word(TrackedPattern t) {
        int converted = 0;
        for (int n = 0; n < SHOWINGS; n++) {
            converted += random.nextDouble() < (planted(t) ? PLANTED : GOOD) ? 1 : 0;
        }
        return new PatternOutcome(t.pattern().id(), SHOWINGS, converted);
    }

    /**
     * Whether a pattern would not be there without the liars: fewer honest viewers stand behind it than a pattern needs. Where
     * more do, liars who hold the same taste, or claim to, do not make it worse for those to whom it is shown.
     */
    static boolean planted(TrackedPattern t) {
        long liars = t.supporters().keySet().stream()
                .filter(s -> s.startsWith(LabCore.pseudonym(new ViewerId(Liars.PREFIX))))
                .count();
        return t.supporters().size() - liars < RoundSettings.DEFAULT.minVoters();
    }
}
