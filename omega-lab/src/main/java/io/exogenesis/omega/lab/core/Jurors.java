package io.exogenesis.omega.lab.core;

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
import java.util.function.Predicate;

/**
 * What the audit cohort sees of patterns, simulated by a stated chance: a title shown because of a pattern that honest viewers
 * hold is watched with {@link #GOOD}, as any other title is; of one that liars planted with {@link #BAD}. Each member sees
 * {@link #SHOWINGS} titles an epoch of each of at most {@link #AT_ONCE} patterns on probation that it does not support: faster
 * than in life, so that juries end within an attack run.
 */
public final class Jurors {
    /** Base rate: the middle of those that juries are designed for (LEARNING.md §4). */
    static final double GOOD = .15;
    /** A fifth of it, at most what the juries' plan takes for bad. */
    static final double BAD = .03;

    static final int SHOWINGS = 10;
    static final int AT_ONCE = 16;
    /** Showings of single titles in a report: they give the Core its base rate. */
    private static final int TITLES = 20;

    private final List<ViewerId> cohort;
    private final Predicate<TrackedPattern> planted;
    private final SplittableRandom random;

    /** @param planted whether a pattern would not be there without liars */
    public Jurors(List<ViewerId> cohort, Predicate<TrackedPattern> planted, long seed) {
        this.cohort = List.copyOf(cohort);
        this.planted = planted;
        this.random = new SplittableRandom(seed ^ 0x105eL);
    }

    /** An honest report of each member; liars that lie of their own are to be left out. */
    public List<Parcel> words(List<TrackedPattern> bank) {
        return words(bank, v -> true);
    }

    /** An honest report of each member whose device is on. */
    public List<Parcel> words(List<TrackedPattern> bank, Predicate<ViewerId> on) {
        List<TrackedPattern> waiting = bank.stream()
                .filter(t -> t.pattern().admission() != Admission.ADMITTED)
                .toList();
        return cohort.stream()
                .filter(on)
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
            converted += random.nextDouble() < (planted.test(t) ? BAD : GOOD) ? 1 : 0;
        }
        return new PatternOutcome(t.pattern().id(), SHOWINGS, converted);
    }
}
