package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Optional;

/** What one viewer, honest or not, hands over in one epoch. */
public record Parcel(
        ViewerId viewer,
        Optional<TasteSample> sample,
        List<ExogenesisPattern> patterns,
        Optional<Outcomes> outcomes,
        int copies) {
    /** Honest contributions of one epoch. */
    public static Parcel of(ViewerId viewer, Optional<TasteSample> sample, List<ExogenesisPattern> patterns) {
        return new Parcel(viewer, sample, patterns, Optional.empty(), 1);
    }

    /** What of it concerns the item plane. */
    public Parcel withoutPatterns() {
        return new Parcel(viewer, sample, List.of(), outcomes, copies);
    }
}
