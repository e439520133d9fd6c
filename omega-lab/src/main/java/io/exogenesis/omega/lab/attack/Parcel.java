package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Optional;

/** What one viewer, honest or not, hands over in one epoch. */
record Parcel(
        ViewerId viewer,
        Optional<TasteSample> sample,
        List<ExogenesisPattern> patterns,
        Optional<Outcomes> outcomes,
        int copies) {
    static Parcel of(Lie lie, boolean audited) {
        return new Parcel(
                lie.viewer(), lie.sample(), lie.patterns(), audited ? lie.outcomes() : Optional.empty(), lie.copies());
    }
}
