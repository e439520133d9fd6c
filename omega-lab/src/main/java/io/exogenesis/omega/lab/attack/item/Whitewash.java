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
 * Comes back under a new name: every third epoch each liar drops an identity whose reputation may have fallen and enrols anew,
 * as a newcomer. Identities that cost nothing make reputation worthless; here it costs the newcomer's low weight.
 */
public final class Whitewash extends Push {
    private static final int LIFETIME = 3;

    @Override
    public String name() {
        return "whitewash";
    }

    @Override
    public String summary() {
        return "averages with the targets, under a new name every third epoch";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        int generation = (scene.round() - 1) / LIFETIME;
        return super.lies(scene, random).stream()
                .map(l -> generation == 0 ? l : l.under(new ViewerId(l.viewer() + "-" + generation)))
                .toList();
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        return Rows.with(liar.cover(), scene.targets(), random);
    }
}
