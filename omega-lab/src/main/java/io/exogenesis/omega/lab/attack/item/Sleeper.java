package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Wakes slowly, under any limit on how fast a title may grow: in each epoch a larger part of the liars, at last all, turn from
 * cover to affine clone.
 */
public final class Sleeper extends Push {
    private final CloneAffine awake = new CloneAffine();

    @Override
    public String name() {
        return "sleeper";
    }

    @Override
    public String summary() {
        return "liars turn from cover to affine clones, a few more each epoch";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        List<Lie> clones = awake.lies(scene, random);
        int woken = Math.ceilDiv(clones.size() * scene.round(), scene.rounds());
        List<Lie> out = new ArrayList<>(clones.subList(0, woken));
        scene.liars().subList(woken, clones.size()).forEach(l -> out.add(Lie.cover(l)));
        return out;
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        return awake.row(scene, liar, random);
    }
}
