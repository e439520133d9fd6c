package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lies where outcomes are told: samples stay the cover's, with the targets put in; audited liars claim the most showings that a
 * report may name, all watched, and as many rejections of every title that stands where the targets should.
 */
public final class FakeConversion extends Push {
    private static final int SHOWINGS = 100;
    private static final int REJECTED = 60;

    @Override
    public String name() {
        return "fake-conversion";
    }

    @Override
    public String summary() {
        return "covers with the targets put in; a hundred conversions claimed, competitors rejected";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        Optional<Outcomes> claims = Rows.claims(
                scene.targets(),
                scene.market().byPopularity().stream().limit(REJECTED).toList(),
                SHOWINGS);
        return scene.liars().stream()
                .map(l -> Lie.of(l, row(scene, l, random)).reporting(claims))
                .toList();
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        return Rows.with(liar.cover(), scene.targets(), random);
    }
}
