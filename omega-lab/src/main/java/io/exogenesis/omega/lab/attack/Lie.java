package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Optional;

/**
 * What one liar contributes in one epoch. The protocol's types bound it: nothing here could not come over the wire.
 *
 * @param outcomes reach the Core only from a liar in the audit cohort
 * @param copies how often the very same contributions arrive, ≥ 1
 */
public record Lie(
        ViewerId viewer,
        Optional<TasteSample> sample,
        List<ExogenesisPattern> patterns,
        Optional<Outcomes> outcomes,
        int copies) {
    public Lie {
        patterns = List.copyOf(patterns);
    }

    /** Only a sample. */
    public static Lie of(Liar liar, TasteSample sample) {
        return new Lie(liar.id(), Optional.of(sample), List.of(), Optional.empty(), 1);
    }

    /** The cover's sample, with these patterns. */
    public static Lie of(Liar liar, List<ExogenesisPattern> patterns) {
        return new Lie(liar.id(), Optional.of(liar.cover()), patterns, Optional.empty(), 1);
    }

    /** What the liar would contribute if it were none. */
    public static Lie cover(Liar liar) {
        return of(liar, liar.patterns());
    }

    public Lie reporting(Optional<Outcomes> reported) {
        return new Lie(viewer, sample, patterns, reported, copies);
    }

    public Lie under(ViewerId other) {
        return new Lie(other, sample, patterns, outcomes, copies);
    }

    public Lie times(int n) {
        return new Lie(viewer, sample, patterns, outcomes, n);
    }

    /** As the Core gets it; a report of outcomes counts only from a member of the audit cohort. */
    Parcel parcel(boolean audited) {
        return new Parcel(viewer, sample, patterns, audited ? outcomes : Optional.empty(), copies);
    }
}
