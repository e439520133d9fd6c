package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;

/**
 * A viewer that lies. Until the attack begins it lives behind a cover that looks honest.
 *
 * @param number from 0
 * @param cover an honest viewer's sample with every fifth title exchanged
 * @param patterns tastes of the cover, as an agent would learn them
 * @param audited whether it sits in the audit cohort
 */
public record Liar(int number, ViewerId id, TasteSample cover, List<ExogenesisPattern> patterns, boolean audited) {
    public Liar {
        patterns = List.copyOf(patterns);
    }
}
