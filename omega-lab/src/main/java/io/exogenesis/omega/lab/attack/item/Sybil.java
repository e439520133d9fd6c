package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One person, many identities: each liar enrols two more, newcomers all, and all three say the same. The liars are then more
 * than the fraction that was asked for. Douceur, "The Sybil attack", IPTPS 2002.
 */
public final class Sybil extends Push {
    private static final int MORE = 2;

    @Override
    public String name() {
        return "sybil";
    }

    @Override
    public String summary() {
        return "each liar enrols two more identities that say the same (Douceur 2002)";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        List<Lie> out = new ArrayList<>();
        for (Lie lie : super.lies(scene, random)) {
            out.add(lie);
            for (int k = 1; k <= MORE; k++) {
                out.add(lie.under(new ViewerId(lie.viewer() + "-s" + k)));
            }
        }
        return out;
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        return Rows.with(liar.cover(), scene.targets(), random);
    }
}
