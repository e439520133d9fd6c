package io.exogenesis.omega.lab.example;

import io.exogenesis.omega.lab.attack.Attack;
import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.SampledItem.Liking;
import java.util.List;
import java.util.random.RandomGenerator;

/** One liar in ten says nothing but the targets; the others keep their cover. */
public final class LoudFew implements Attack {
    @Override
    public String name() {
        return "loud-few";
    }

    @Override
    public String summary() {
        return "one liar in ten names nothing but the targets";
    }

    @Override
    public Plane plane() {
        return Plane.ITEMS;
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        return scene.liars().stream()
                .map(liar -> liar.number() % 10 == 0 ? loud(scene, liar) : Lie.cover(liar))
                .toList();
    }

    private static Lie loud(Scene scene, Liar liar) {
        Rows row = new Rows();
        scene.targets().forEach(title -> row.add(title, Liking.HIGH));
        return Lie.of(liar, row.sample());
    }
}
