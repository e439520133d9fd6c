package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What anybody can know of the titles: texts, how often each is watched, how it is liked on average. Immutable. */
public final class Market {
    private final ContentSpace content;
    private final Map<MediaId, Integer> watchers = new HashMap<>();
    private final Map<MediaId, Double> weights = new HashMap<>();
    private final List<MediaId> byPopularity;

    /** @param samples of the honest viewers */
    public Market(ContentSpace content, List<TasteSample> samples) {
        this.content = content;
        for (TasteSample s : samples) {
            for (SampledItem i : s.items()) {
                watchers.merge(i.item(), 1, Integer::sum);
                weights.merge(i.item(), i.liking().weight(), Double::sum);
            }
        }
        this.byPopularity = watchers.keySet().stream()
                .sorted(Comparator.comparingInt((MediaId m) -> -watchers(m)).thenComparing(MediaId::value))
                .toList();
    }

    public ContentSpace content() {
        return content;
    }

    /** Titles that anybody watched, the most watched first. */
    public List<MediaId> byPopularity() {
        return byPopularity;
    }

    /** Honest viewers whose sample names a title. */
    public int watchers(MediaId title) {
        return watchers.getOrDefault(title, 0);
    }

    /** How a title is liked on average. */
    public Liking usualLiking(MediaId title) {
        int n = watchers(title);
        double mean = n == 0 ? .5 : weights.getOrDefault(title, 0.0) / n;
        return mean >= .75 ? Liking.HIGH : mean >= .35 ? Liking.MEDIUM : Liking.LOW;
    }

    /** A title that somebody watched, each as likely as any other. */
    public MediaId any(RandomGenerator random) {
        return byPopularity.get(random.nextInt(byPopularity.size()));
    }

    /** A title as a random watch would name it: popular ones more often. */
    public MediaId anyWatch(RandomGenerator random) {
        double u = random.nextDouble();
        return byPopularity.get((int) (u * u * u * byPopularity.size()));
    }

    /** The {@code n} watched titles whose text is nearest to a title's, nearest first. */
    public List<MediaId> nearest(MediaId title, int n) {
        int at = content.indexOf(title);
        if (at < 0) {
            return List.of();
        }
        float[] cosines = content.cosines(content.centred(at));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, cosines.length).boxed().toList());
        order.sort(Comparator.comparingDouble(j -> -cosines[j]));
        return order.stream()
                .map(content::id)
                .filter(m -> !m.equals(title) && watchers.containsKey(m))
                .limit(n)
                .toList();
    }
}
