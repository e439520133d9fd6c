package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/** Claims of one's own worth: success 1 on a million titles. Moves every rule that weighs by what a viewer says of itself. */
public final class Inflate extends PatternAttack {
    private static final int MOST = 1_000_000;

    @Override
    public String name() {
        return "inflate";
    }

    @Override
    public String summary() {
        return "agreed direction, success 1 on a million titles claimed";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] v = Directions.turned(home.embedding().toFloats(), agreed(home.id(), random), EDGE);
        return new ExogenesisPattern(
                cover.id(), cover.taskType(), Embedding.of(v), 1, MOST, cover.context(), cover.timestamp());
    }
}
