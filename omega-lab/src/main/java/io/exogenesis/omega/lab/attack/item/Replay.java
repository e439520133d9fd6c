package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sends one recorded message again and again: the same sample, twenty times an epoch under one number, in every epoch. A Core
 * that counts messages instead of viewers would count it twenty times.
 */
public final class Replay extends Push {
    private static final int COPIES = 20;

    private final java.util.Map<ViewerId, TasteSample> recorded = new java.util.HashMap<>();

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "one recorded sample, twenty times an epoch";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        return super.lies(scene, random).stream().map(l -> l.times(COPIES)).toList();
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        return recorded.computeIfAbsent(liar.id(), id -> Rows.with(liar.cover(), scene.targets(), random));
    }
}
