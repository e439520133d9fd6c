package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Knows the mechanism: tries members of a family of forgeries on a copy of the Core, by its own rounds, and plays the best.
 *
 * <p>The family: what stands beside the targets (covers, affine clones, neighbours, the charts, titles that few know), how
 * long the sample is, whether the targets stand last, and which part of the liars acts. First a look at each filler, then
 * steps from the best one; {@value #BUDGET} looks ahead at most, all in the first round.
 */
public final class BestResponse extends Push {
    /** Looks ahead, each as dear as a round. */
    static final int BUDGET = 10;

    private static final int SHORT = 10;
    private static final int CHARTS = 300;

    /** What stands beside the targets. */
    enum Filler {
        COVER,
        AFFINE,
        NEIGHBOURS,
        CHARTS,
        RARE
    }

    /** One forgery; {@code length} counts the targets. */
    record Play(Filler filler, int length, boolean last, double acting) {}

    private Play best = new Play(Filler.COVER, TasteSample.DEFAULT_ITEMS, false, 1);
    private double bestRate = -1;
    private int looks;
    private List<TasteSample> models = List.of();
    private List<MediaId> neighbours = List.of();

    @Override
    public String name() {
        return "best-response";
    }

    @Override
    public String summary() {
        return "the best of a family of forgeries, found by trying them on a copy of the mechanism";
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        Affinity affinity = Affinity.of(scene);
        models = affinity.mostAffine(scene.honest(), .25);
        neighbours = affinity.nearest(120);
        if (scene.round() == 1) {
            search(scene, random);
        }
        return played(best, scene, random);
    }

    private void search(Scene scene, RandomGenerator random) {
        for (Filler filler : Filler.values()) {
            look(new Play(filler, TasteSample.DEFAULT_ITEMS, false, 1), scene, random);
        }
        look(new Play(best.filler, SHORT, best.last, best.acting), scene, random);
        look(new Play(best.filler, best.length, true, best.acting), scene, random);
        look(new Play(best.filler, best.length, best.last, .4), scene, random);
        look(new Play(Filler.RARE, SHORT, true, best.acting), scene, random);
        look(new Play(Filler.CHARTS, SHORT, true, best.acting), scene, random);
    }

    private void look(Play play, Scene scene, RandomGenerator random) {
        if (looks < BUDGET) {
            looks++;
            double rate = scene.foresight().hitRate(played(play, scene, random));
            if (rate > bestRate) {
                bestRate = rate;
                best = play;
            }
        }
    }

    private List<Lie> played(Play play, Scene scene, RandomGenerator random) {
        int acting = (int) Math.ceil(play.acting * scene.liars().size());
        List<Lie> out = new ArrayList<>();
        for (Liar liar : scene.liars()) {
            Lie lie = liar.number() < acting ? Lie.of(liar, forged(play, scene, liar, random)) : Lie.cover(liar);
            out.add(lie.reporting(claims(scene)));
        }
        return out;
    }

    @Override
    TasteSample row(Scene scene, Liar liar, RandomGenerator random) {
        return forged(best, scene, liar, random);
    }

    private TasteSample forged(Play play, Scene scene, Liar liar, RandomGenerator random) {
        List<SampledItem> filler = new ArrayList<>(filler(play.filler, scene, liar, random).stream()
                .filter(i -> !scene.targets().contains(i.item()))
                .toList());
        int room = Math.max(1, play.length - scene.targets().size());
        filler = filler.subList(Math.max(0, filler.size() - room), filler.size());
        if (!play.last && !filler.isEmpty()) {
            return Rows.with(new TasteSample(filler), scene.targets(), random);
        }
        Rows row = new Rows();
        filler.forEach(i -> row.add(i.item(), i.liking()));
        scene.targets().forEach(t -> row.add(t, Liking.HIGH));
        return row.sample();
    }

    private List<SampledItem> filler(Filler kind, Scene scene, Liar liar, RandomGenerator random) {
        return switch (kind) {
            case COVER -> liar.cover().items();
            case AFFINE ->
                Rows.blurred(models.get(random.nextInt(models.size())), .15, scene.market(), random)
                        .items();
            case NEIGHBOURS -> drawn(neighbours, scene, random);
            case CHARTS ->
                drawn(scene.market().byPopularity().stream().limit(CHARTS).toList(), scene, random);
            case RARE ->
                drawn(scene.market().byPopularity().stream().skip(CHARTS).toList(), scene, random);
        };
    }

    private static List<SampledItem> drawn(List<MediaId> from, Scene scene, RandomGenerator random) {
        List<MediaId> order = new ArrayList<>(from);
        Collections.shuffle(order, Random.from(random));
        return order.stream()
                .limit(TasteSample.DEFAULT_ITEMS)
                .map(t -> new SampledItem(t, scene.market().usualLiking(t)))
                .toList();
    }
}
