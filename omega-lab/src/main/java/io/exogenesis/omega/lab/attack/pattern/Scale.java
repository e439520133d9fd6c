package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/**
 * Long vectors outvote short ones wherever lengths are not taken away. The wire refuses a length more than 5 % off 1, so the
 * ×100 of federated papers shrinks to ×1.045 here; Blanchard, El Mhamdi, Guerraoui, Stainer, NeurIPS 2017, §1.
 */
public final class Scale extends PatternAttack {
    private static final float LENGTH = 1.045f;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String summary() {
        return "agreed direction, as long as the wire lets a vector be";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] v = Directions.turned(home.embedding().toFloats(), agreed(home.id(), random), EDGE);
        Embedding unit = Embedding.of(v);
        return new ExogenesisPattern(
                cover.id(),
                cover.taskType(),
                Embedding.ofCodes(unit.codes(), unit.scale() * LENGTH),
                cover.successRate(),
                cover.items(),
                cover.context(),
                cover.timestamp());
    }
}
