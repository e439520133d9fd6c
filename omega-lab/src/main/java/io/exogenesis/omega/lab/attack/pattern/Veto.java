package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternOutcome;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps honest patterns out: liars withdraw from them, so that they may sit on their juries, and report that nothing shown
 * because of them was ever watched.
 */
public final class Veto extends PatternAttack {
    private static final int CLAIMED = 40;

    @Override
    public String name() {
        return "veto";
    }

    @Override
    public String summary() {
        return "liars on every jury say no to honest patterns";
    }

    @Override
    public boolean early() {
        return true;
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        List<PatternOutcome> no = scene.bank().stream()
                .filter(p -> p.admission() != Admission.ADMITTED)
                .limit(Outcomes.MAX_PATTERNS)
                .map(p -> new PatternOutcome(p.id(), CLAIMED, 0))
                .toList();
        Optional<Outcomes> words = no.isEmpty() ? Optional.empty() : Optional.of(new Outcomes(List.of(), no));
        return scene.liars().stream()
                .map(l -> Lie.of(l, List.<ExogenesisPattern>of()).reporting(words))
                .toList();
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        return cover;
    }
}
