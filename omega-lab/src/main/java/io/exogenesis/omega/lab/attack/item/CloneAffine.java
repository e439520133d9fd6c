package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Adaptive clones: each liar copies one of the honest viewers to whom the newest model would rather show the targets than to
 * others, changes a few titles and puts the targets in. Its row fits the model, so a look at rows finds nothing. Omniscient: it
 * reads honest samples.
 */
public final class CloneAffine extends Push {
    /** Honest viewers that are copied. */
    private static final double COPIED = .25;
    /** Share of titles changed, so that clones are nobody's near duplicate. */
    private static final double CHANGED = .15;

    private List<TasteSample> models = List.of();

    @Override
    public String name() {
        return "clone-affine";
    }

    @Override
    public String summary() {
        return "copies of the honest viewers most affine to the targets, with the targets put in";
    }

    @Override
    public List<io.exogenesis.omega.lab.attack.Lie> lies(Scene scene, RandomGenerator random) {
        models = Affinity.of(scene).mostAffine(scene.honest(), COPIED);
        return super.lies(scene, random);
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        TasteSample model = models.get(random.nextInt(models.size()));
        return Rows.with(Rows.blurred(model, CHANGED, scene.market(), random), scene.targets(), random);
    }
}
