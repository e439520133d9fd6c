package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Attack;
import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Pushes loved titles out of honest lists: liars copy those who would be shown them, leave them out, put their nearest
 * competitors in, and report every showing of them as rejected.
 */
public final class Demote extends Push {
    private static final int COMPETITORS = 60;
    private static final int PUT_IN = 12;

    private List<MediaId> competitors = List.of();
    private List<TasteSample> models = List.of();

    @Override
    public String name() {
        return "demote";
    }

    @Override
    public String summary() {
        return "copies of affine viewers without the targets, competitors put in, targets reported as rejected";
    }

    @Override
    public Attack.Aim aim() {
        return Attack.Aim.DEMOTE;
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        Affinity affinity = Affinity.of(scene);
        competitors = affinity.nearest(COMPETITORS);
        models = affinity.mostAffine(scene.honest(), .5);
        Optional<Outcomes> claims =
                Rows.claims(competitors.stream().limit(CLAIMED).toList(), scene.targets(), CLAIMED);
        return scene.liars().stream()
                .map(l -> Lie.of(l, row(scene, l, random)).reporting(claims))
                .toList();
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        TasteSample model = models.get(random.nextInt(models.size()));
        List<MediaId> put = new ArrayList<>(competitors);
        Collections.shuffle(put, Random.from(random));
        TasteSample with = Rows.with(model, put.subList(0, Math.min(PUT_IN, put.size())), random);
        return Rows.without(with, scene.targets()).orElse(liar.cover());
    }
}
