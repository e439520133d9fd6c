package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/**
 * Each liar says the opposite of what it should. Li, Xu, Chen, Giannakis, Ling, "RSA: Byzantine-robust stochastic aggregation
 * methods", AAAI 2019.
 */
public final class SignFlip extends PatternAttack {
    @Override
    public String name() {
        return "sign-flip";
    }

    @Override
    public String summary() {
        return "every pattern turned into its opposite (Li et al. 2019)";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] v = new float[Embedding.DIMENSIONS];
        Vectors.addScaled(v, -1, cover.embedding().toFloats());
        return Tastes.moved(cover, v, cover.successRate());
    }
}
