package io.exogenesis.omega.lab.attack;

import java.util.List;
import java.util.random.RandomGenerator;

/** No attack: all liars keep their cover. What other attack runs are compared with; not in the service file. */
public final class Asleep implements Attack {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public String summary() {
        return "liars keep their cover for ever";
    }

    @Override
    public Plane plane() {
        return Plane.ITEMS;
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        return scene.liars().stream().map(Lie::cover).toList();
    }
}
