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
 * Since which epoch a viewer's samples have held each of its titles without a break. What a viewer said before others said it is
 * heard before them. With it the epoch in which the viewer joined: since when it has had a sample without a break. Immutable; about 8
 * bytes a title.
 */
public final class Seniority {
    private final MediaId[] titles;
    private final int[] since;
    private final int joined;

    private Seniority(int joined, MediaId[] titles, int[] since) {
        this.joined = joined;
        this.titles = titles;
        this.since = since;
    }

    /** All titles of a sample that takes no other's place. */
    public static Seniority of(TasteSample sample, long epoch) {
        MediaId[] titles = titles(sample);
        int[] since = new int[titles.length];
        Arrays.fill(since, Math.toIntExact(epoch));
        return new Seniority(Math.toIntExact(epoch), titles, since);
    }

    /**
     * @param joined the epoch in which the viewer joined
     * @param since one for each title of the sample, in its order, none before {@code joined}
     * @throws LearningException if there are more or fewer, one is earlier, or {@code joined} is negative
     */
    public static Seniority of(int joined, TasteSample sample, int[] since) {
        MediaId[] titles = titles(sample);
        if (since.length != titles.length || joined < 0 || Arrays.stream(since).anyMatch(s -> s < joined)) {
            throw new LearningException("not the epochs of " + titles.length + " titles of a viewer that joined in "
                    + joined + ": " + Arrays.toString(since));
        }
        return new Seniority(joined, titles, since.clone());
    }

    private static MediaId[] titles(TasteSample sample) {
        return sample.items().stream().map(SampledItem::item).toArray(MediaId[]::new);
    }

    /** Of the titles of a sample that takes this one's place in an epoch: those that it keeps stay as old as they are. */
    public Seniority passedOn(TasteSample next, long epoch) {
        Map<MediaId, Integer> old = HashMap.newHashMap(since.length);
        for (int k = 0; k < since.length; k++) {
            old.put(titles[k], since[k]);
        }
        MediaId[] now = titles(next);
        int fresh = Math.toIntExact(epoch);
        return new Seniority(
                joined,
                now,
                Arrays.stream(now).mapToInt(t -> old.getOrDefault(t, fresh)).toArray());
    }

    /** Of those titles that are kept, in their order. */
    public Seniority only(Predicate<MediaId> kept) {
        MediaId[] some = new MediaId[titles.length];
        int[] out = new int[titles.length];
        int n = 0;
        for (int k = 0; k < titles.length; k++) {
            if (kept.test(titles[k])) {
                some[n] = titles[k];
                out[n++] = since[k];
            }
        }
        return n == titles.length ? this : new Seniority(joined, Arrays.copyOf(some, n), Arrays.copyOf(out, n));
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
                && Arrays.equals(s.titles, titles)
                && Arrays.equals(s.since, since);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * joined + Arrays.hashCode(titles)) + Arrays.hashCode(since);
    }

    @Override
    public String toString() {
        return "Seniority[" + joined + ", " + Arrays.toString(since) + "]";
    }
}
