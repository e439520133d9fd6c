package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.aggregate.StoredStates;
import io.exogenesis.omega.core.healing.HealingRule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A state that the last commit names, or the item model that viewers are given, is damaged: it is replaced by a whole one. */
@Singleton
public class CorruptSnapshotRule implements HealingRule {
    private final StoredStates states;

    @Inject
    public CorruptSnapshotRule(StoredStates states) {
        this.states = states;
    }

    @Override
    public String fault() {
        return "corrupt-snapshot";
    }

    @Override
    public Optional<Symptom> look() {
        List<String> damaged = states.damaged();
        return damaged.isEmpty()
                ? Optional.empty()
                : Optional.of(new Symptom("damaged or missing: " + String.join(", ", damaged)));
    }

    @Override
    public Remedy heal(Symptom symptom) {
        return states.replace()
                ? new Remedy(
                        "computed the item model anew in a round", "viewers fetch a whole one with their next sync")
                : new Remedy("wrote what was damaged anew from a whole copy", "a restart finds the same state again");
    }
}
