package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.random.RandomGenerator;

/**
 * AverageBot: the targets as loved, the rest drawn as random watches fall and each liked as it is on average, so that the
 * sample looks like everybody's. Needs public averages. Lam, Riedl, "Shilling recommender systems for fun and profit", WWW
 * 2004.
 */
public final class ShillAverage extends Push {
    @Override
    public String name() {
        return "shill-average";
    }

    @Override
    public String summary() {
        return "targets loved among watched titles, each liked as it is on average (Lam & Riedl 2004)";
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        Rows row = new Rows();
        while (row.size() < TasteSample.DEFAULT_ITEMS - scene.targets().size()) {
            MediaId title = scene.market().anyWatch(random);
            if (!scene.targets().contains(title)) {
                row.add(title, scene.market().usualLiking(title));
            }
        }
        return Rows.with(row.sample(), scene.targets(), random);
    }
}
