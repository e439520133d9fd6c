package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.learning.defence.LocalVeto;
import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * One viewer in front of its lists, one list an epoch. A title of true interest is watched with a chance of {@link #ATTENTION},
 * any other with {@link #CURIOSITY}. What was watched is not shown again, and the agent's {@link LocalVeto} holds. Not
 * thread-safe.
 */
public final class Watcher {
    /** Length of a list. */
    public static final int PLACES = 10;
    /** Share of all viewers that are in the audit cohort. */
    public static final double COHORT = .2;
    /** Chance that a shown title of true interest is watched there and then. */
    static final double ATTENTION = .8;
    /** Chance that any other shown title is watched. */
    static final double CURIOSITY = .01;

    private final Map<Integer, Rejections> rejected = new HashMap<>();
    private final Set<Integer> watched = new HashSet<>();

    /**
     * Looks at a list.
     *
     * @param clamped titles that the Core's defence holds back
     * @param ranking unseen titles as positions in {@code content}, best first
     * @param interests what the viewer will watch later
     * @return what was shown, at most {@link #PLACES} titles, and whether it was watched
     */
    public List<ItemOutcome> look(
            Predicate<MediaId> clamped,
            ContentSpace content,
            int[] ranking,
            Predicate<MediaId> interests,
            Instant now,
            SplittableRandom random) {
        List<ItemOutcome> out = new ArrayList<>();
        for (int k = 0; k < ranking.length && out.size() < PLACES; k++) {
            int title = ranking[k];
            MediaId id = content.id(title);
            double mass = rejected.getOrDefault(title, Rejections.NONE).massAt(now);
            if (watched.contains(title) || !LocalVeto.allows(mass, clamped.test(id))) {
                continue;
            }
            boolean taken = random.nextDouble() < (interests.test(id) ? ATTENTION : CURIOSITY);
            if (taken) {
                watched.add(title);
            } else {
                int place = out.size() + 1;
                rejected.compute(title, (t, r) -> (r == null ? Rejections.NONE : r).passedOver(place, now));
            }
            out.add(new ItemOutcome(id, 1, taken ? 1 : 0));
        }
        return out;
    }

    /** One that remembers what this one remembers, and goes on by itself. */
    public Watcher copy() {
        Watcher out = new Watcher();
        out.rejected.putAll(rejected);
        out.watched.addAll(watched);
        return out;
    }

    /** Titles that are not hidden, best first, equal ones by their number; primitive, since it is done a million times. */
    public static int[] descending(float[] scores, BitSet hidden) {
        long[] keys = new long[scores.length];
        int n = 0;
        for (int j = 0; j < scores.length; j++) {
            if (!hidden.get(j)) {
                int bits = Float.floatToIntBits(scores[j]);
                int ascending =
                        bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits; // as signed int, in the order of the floats
                keys[n++] = (long) ~ascending << 32 | j;
            }
        }
        Arrays.sort(keys, 0, n);
        int[] out = new int[n];
        for (int k = 0; k < n; k++) {
            out[k] = (int) keys[k];
        }
        return out;
    }
}
