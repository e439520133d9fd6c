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
 * Goes through the directed pairs: in each sample the targets follow, last and loved, right behind popular titles that are
 * disliked and so weigh little elsewhere. Samples are short, so that their rows weigh more.
 */
public final class PairPlane extends Push {
    private static final int CHARTS = 300;
    private static final int BEFORE = 5;

    @Override
    public String name() {
        return "pair-plane";
    }

    @Override
    public String summary() {
        return "short samples in which the targets follow right behind popular titles";
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        List<MediaId> charts = scene.market().byPopularity().stream()
                .filter(t -> !scene.targets().contains(t))
                .limit(CHARTS)
                .toList();
        Rows row = new Rows();
        while (row.size() < Math.min(BEFORE, charts.size())) {
            row.add(charts.get(random.nextInt(charts.size())), Liking.MEDIUM);
        }
        scene.targets().forEach(t -> row.add(t, Liking.HIGH));
        return row.sample();
    }
}
