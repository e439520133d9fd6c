package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Since which epoch a viewer's samples have held each of its titles, as liked as now, without a break. What a viewer said before others said it is
 * heard before them. With it the epoch in which the viewer joined: since when it has had a sample without a break. Immutable; about 8
 * bytes a title.
 */
public final class Seniority {
    private final SampledItem[] items;
    private final int[] since;
    private final int joined;

    private Seniority(int joined, SampledItem[] items, int[] since) {
        this.joined = joined;
        this.items = items;
        this.since = since;
    }

    /** All titles of a sample that takes no other's place. */
    public static Seniority of(TasteSample sample, long epoch) {
        SampledItem[] items = items(sample);
        int[] since = new int[items.length];
        Arrays.fill(since, Math.toIntExact(epoch));
        return new Seniority(Math.toIntExact(epoch), items, since);
    }

    /**
     * @param joined the epoch in which the viewer joined
     * @param since one for each title of the sample, in its order, none before {@code joined}
     * @throws LearningException if there are more or fewer, one is earlier, or {@code joined} is negative
     */
    public static Seniority of(int joined, TasteSample sample, int[] since) {
        SampledItem[] items = items(sample);
        if (since.length != items.length || joined < 0 || Arrays.stream(since).anyMatch(s -> s < joined)) {
            throw new LearningException("not the epochs of " + items.length + " titles of a viewer that joined in "
                    + joined + ": " + Arrays.toString(since));
        }
        return new Seniority(joined, items, since.clone());
    }

    private static SampledItem[] items(TasteSample sample) {
        return sample.items().toArray(SampledItem[]::new);
    }

    /**
     * Of the titles of a sample that takes this one's place in an epoch: those that it keeps stay as old as they are. One that is liked more
     * than before is new, since it asks for more.
     */
    public Seniority passedOn(TasteSample next, long epoch) {
        Map<MediaId, Integer> places = HashMap.newHashMap(items.length);
        for (int k = 0; k < items.length; k++) {
            places.put(items[k].item(), k);
        }
        SampledItem[] now = items(next);
        int[] out = new int[now.length];
        Arrays.fill(out, Math.toIntExact(epoch));
        for (int k = 0; k < now.length; k++) {
            Integer place = places.get(now[k].item());
            if (place != null
                    && now[k].liking().weight() <= items[place].liking().weight()) {
                out[k] = since[place];
            }
        }
        return new Seniority(joined, now, out);
    }

    /** Of those titles that are kept, in their order. */
    public Seniority only(Predicate<MediaId> kept) {
        SampledItem[] some = new SampledItem[items.length];
        int[] out = new int[items.length];
        int n = 0;
        for (int k = 0; k < items.length; k++) {
            if (kept.test(items[k].item())) {
                some[n] = items[k];
                out[n++] = since[k];
            }
        }
        return n == items.length ? this : new Seniority(joined, Arrays.copyOf(some, n), Arrays.copyOf(out, n));
    }

    /** The epoch in which the viewer joined. */
    public int joined() {
        return joined;
    }

    /** Titles. */
    public int size() {
        return since.length;
    }

    /** The epoch since which the k-th title has been there. */
    public int since(int k) {
        return since[k];
    }

    /** One for each title, in its order. */
    public int[] epochs() {
        return since.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Seniority s
                && s.joined == joined
                && Arrays.equals(s.items, items)
                && Arrays.equals(s.since, since);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * joined + Arrays.hashCode(items)) + Arrays.hashCode(since);
    }

    @Override
    public String toString() {
        return "Seniority[" + joined + ", " + Arrays.toString(since) + "]";
    }
}
