package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Segment: the targets beside loved titles of their own kind, so that exactly those who like the kind are reached; a little
 * noise is disliked. Mobasher, Burke, Bhaumik, Williams, "Toward trustworthy recommender systems", ACM TOIT 2007.
 */
public final class ShillSegment extends Push {
    private static final int SEGMENT = 60;
    private static final int OF_SEGMENT = 30;
    private static final int NOISE = 10;

    private List<MediaId> segment = List.of();

    @Override
    public String name() {
        return "shill-segment";
    }

    @Override
    public String summary() {
        return "targets beside loved titles of their kind (Mobasher et al. 2007)";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        int each = Math.ceilDiv(SEGMENT, Math.max(1, scene.targets().size()));
        segment = scene.targets().stream()
                .flatMap(t -> scene.market().nearest(t, 4 * each).stream()
                        .sorted(Comparator.comparingInt(m -> -scene.market().watchers(m)))
                        .limit(each))
                .filter(t -> !scene.targets().contains(t))
                .distinct()
                .toList();
        return super.lies(scene, random);
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        Rows row = new Rows();
        while (row.size() < NOISE) {
            row.add(scene.market().any(random), Liking.LOW);
        }
        while (row.size() < NOISE + Math.min(OF_SEGMENT, segment.size() / 2)) {
            row.add(segment.get(random.nextInt(segment.size())), Liking.HIGH);
        }
        return Rows.with(row.sample(), scene.targets(), random);
    }
}
