package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Rows made of the titles nearest to the targets in the published model, with the targets among them: what the model already
 * believes, said louder.
 */
public final class CloneNeighbours extends Push {
    private static final int NEIGHBOURS = 120;

    private List<MediaId> neighbours = List.of();

    @Override
    public String name() {
        return "clone-neighbours";
    }

    @Override
    public String summary() {
        return "rows of the titles nearest to the targets in the published model";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        neighbours = Affinity.of(scene).nearest(NEIGHBOURS);
        return super.lies(scene, random);
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        List<MediaId> order = new ArrayList<>(neighbours);
        Collections.shuffle(order, Random.from(random));
        Rows row = new Rows();
        for (MediaId title : order.subList(
                0, Math.min(TasteSample.DEFAULT_ITEMS - scene.targets().size(), order.size()))) {
            row.add(title, scene.market().usualLiking(title));
        }
        return Rows.with(row.sample(), scene.targets(), random);
    }
}
