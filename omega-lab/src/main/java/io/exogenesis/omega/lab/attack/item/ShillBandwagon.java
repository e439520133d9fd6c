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
 * Bandwagon: the targets beside a few of the most popular titles, which everybody's sample resembles; the rest is random. Needs
 * only the charts. O'Mahony, Hurley, Silvestre, "Recommender systems: attack types and strategies", AAAI 2005; Mobasher,
 * Burke, Bhaumik, Williams, "Toward trustworthy recommender systems", ACM TOIT 2007.
 */
public final class ShillBandwagon extends Push {
    private static final int CHARTS = 50;
    private static final int POPULAR = 12;
    private static final int RANDOM = 12;

    @Override
    public String name() {
        return "shill-bandwagon";
    }

    @Override
    public String summary() {
        return "targets beside the most popular titles (Mobasher et al. 2007)";
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        List<MediaId> charts =
                scene.market().byPopularity().stream().limit(CHARTS).toList();
        Rows row = new Rows();
        while (row.size() < RANDOM) {
            row.add(scene.market().any(random), Liking.LOW);
        }
        while (row.size() < Math.min(RANDOM + POPULAR, charts.size() / 2)) {
            row.add(charts.get(random.nextInt(charts.size())), Liking.HIGH);
        }
        return Rows.with(row.sample(), scene.targets(), random);
    }
}
