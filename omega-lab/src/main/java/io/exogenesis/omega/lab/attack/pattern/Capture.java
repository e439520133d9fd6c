package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Plants patterns of the liars' own: ten directions that nobody holds, a tenth of the liars behind each, jittered; liars on the
 * jury swear by every pattern that lies there.
 */
public final class Capture extends PatternAttack {
    /** As many as are measured. */
    static final int PLANTED = 10;

    private static final double JITTER = 12;
    private static final int CLAIMED = 40;

    private final List<float[]> planted = new ArrayList<>();

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String summary() {
        return "ten patterns that nobody holds, planted by a tenth of the liars each, who swear by them on the jury";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        while (planted.size() < PLANTED) {
            planted.add(Directions.random(random));
        }
        Optional<Outcomes> words = words(scene);
        List<Lie> out = new ArrayList<>();
        for (Liar liar : scene.liars()) {
            List<ExogenesisPattern> own = new ArrayList<>(liar.patterns());
            float[] place = planted.get(liar.number() % PLANTED);
            own.add(Tastes.forged(
                    liar.id() + "-planted", Directions.turned(place, Directions.random(random), JITTER), List.of()));
            out.add(Lie.of(liar, own).reporting(words));
        }
        return out;
    }

    private Optional<Outcomes> words(Scene scene) {
        List<PatternOutcome> words = scene.bank().stream()
                .filter(this::ours)
                .limit(Outcomes.MAX_PATTERNS)
                .map(p -> new PatternOutcome(p.id(), CLAIMED, CLAIMED / 2))
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(new Outcomes(List.of(), words));
    }

    private boolean ours(ConsolidatedPattern p) {
        return planted.stream().anyMatch(v -> Directions.degrees(p.embedding().toFloats(), v) < EDGE);
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        return cover;
    }
}
