package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Attack;
import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What most attacks on the item plane share: each liar hands in one forged sample, and in the audit cohort it reports that
 * every showing of a target ended in a watch, and that the most popular titles were shown as often in vain.
 */
abstract class Push implements Attack {
    /** Showings claimed: as many as one report may name without looking absurd. */
    static final int CLAIMED = 10;

    private static final int COMPETITORS = 20;

    @Override
    public final Plane plane() {
        return Plane.ITEMS;
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        Optional<Outcomes> claims = claims(scene);
        return scene.liars().stream()
                .map(l -> Lie.of(l, row(scene, l, random)).reporting(claims))
                .toList();
    }

    /** The forged sample of one liar. */
    abstract TasteSample row(Scene scene, Liar liar, RandomGenerator random);

    static Optional<Outcomes> claims(Scene scene) {
        List<MediaId> competitors =
                scene.market().byPopularity().stream().limit(COMPETITORS).toList();
        return Rows.claims(scene.targets(), competitors, CLAIMED);
    }
}
