package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * RandomBot: the targets as loved, the rest of the sample drawn from all titles, liked at random. Needs no knowledge. Lam,
 * Riedl, "Shilling recommender systems for fun and profit", WWW 2004.
 */
public final class ShillRandom extends Push {
    @Override
    public String name() {
        return "shill-random";
    }

    @Override
    public String summary() {
        return "targets loved among random titles, liked at random (Lam & Riedl 2004)";
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        Rows row = new Rows();
        Liking[] likings = Liking.values();
        while (row.size() < TasteSample.DEFAULT_ITEMS - scene.targets().size()) {
            MediaId title = scene.market().any(random);
            if (!scene.targets().contains(title)) {
                row.add(title, likings[random.nextInt(likings.length)]);
            }
        }
        return Rows.with(row.sample(), List.copyOf(scene.targets()), random);
    }
}
