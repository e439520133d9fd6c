package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Near duplicates share a vote: patterns at a cosine above .995 whose viewers' samples overlap by more than half (Jaccard).
 * The vote is the one with the most reputation. A viewer without a sample is nobody's twin.
 *
 * <p>Two sets that overlap by more than half share a title among the rarer halves of both, so only those who do are compared,
 * each with at most {@link #MOST} others a title. What is rare is measured when the samples have doubled.
 */
final class TwinVotes {
    private static final double COSINE = .995;
    private static final double JACCARD = .5;
    /** Votes of one group with the same rare title: beyond so many the title tells nothing. */
    private static final int MOST = 64;

    private final Map<ViewerId, Titles> samples = new HashMap<>();
    private final Map<MediaId, Integer> numbers = new HashMap<>();
    private int[] support = new int[64];
    /** Support when it was measured last: all rarer halves are by one order. */
    private int[] rank = new int[64];

    private int measuredAt;
    private int measured;

    /** A viewer's titles by number, ascending. */
    private static final class Titles {
        final int[] all;
        int[] rarer = new int[0];
        int measured = -1;

        Titles(int[] all) {
            this.all = all;
        }
    }

    /** The viewer's sample is this one now. */
    void put(ViewerId viewer, TasteSample sample) {
        remove(viewer);
        int[] all = new int[sample.items().size()];
        int n = 0;
        for (SampledItem item : sample.items()) {
            all[n++] = numbers.computeIfAbsent(item.item(), t -> numbers.size());
        }
        Arrays.sort(all);
        if (numbers.size() > support.length) {
            support = Arrays.copyOf(support, 2 * numbers.size());
        }
        for (int title : all) {
            support[title]++;
        }
        samples.put(viewer, new Titles(all));
    }

    void remove(ViewerId viewer) {
        Titles before = samples.remove(viewer);
        if (before != null) {
            for (int title : before.all) {
                support[title]--;
            }
        }
    }

    /**
     * Whether each vote counts, in their order: not if a twin votes for it.
     *
     * @param doubled whether another pattern may be so near to it at all; the others have no twin
     */
    boolean[] voting(List<PatternVote> votes, Predicate<PatternVote> doubled) {
        boolean[] out = new boolean[votes.size()];
        Arrays.fill(out, true);
        if (votes.size() < 2 || samples.isEmpty()) {
            return out;
        }
        if (measured == 0 || samples.size() > 2 * measuredAt || samples.size() < measuredAt / 2) {
            measuredAt = samples.size();
            measured++;
            rank = support.clone();
        }
        Map<Integer, List<PatternVote>> byTitle = new HashMap<>();
        Set<ViewerId> dropped = new HashSet<>();
        votes.stream()
                .filter(doubled)
                .sorted(Comparator.comparingDouble((PatternVote v) -> -v.reputation())
                        .thenComparing(PatternVote::viewer))
                .forEach(v -> {
                    if (meetsTwin(v, byTitle)) {
                        dropped.add(v.viewer());
                    }
                });
        for (int i = 0; i < out.length && !dropped.isEmpty(); i++) {
            out[i] = !dropped.contains(votes.get(i).viewer());
        }
        return out;
    }

    private boolean meetsTwin(PatternVote v, Map<Integer, List<PatternVote>> byTitle) {
        Titles own = samples.get(v.viewer());
        if (own == null) {
            return false;
        }
        int[] rare = rarer(own);
        for (int title : rare) {
            for (PatternVote other : byTitle.getOrDefault(title, List.of())) {
                if (twins(v, own, other)) {
                    return true;
                }
            }
        }
        for (int title : rare) {
            List<PatternVote> of = byTitle.computeIfAbsent(title, t -> new ArrayList<>(2));
            if (of.size() < MOST) {
                of.add(v);
            }
        }
        return false;
    }

    private boolean twins(PatternVote v, Titles own, PatternVote other) {
        Embedding a = v.pattern().embedding();
        Embedding b = other.pattern().embedding();
        if (!mayBeNear(a, b) || a.cosine(b) <= COSINE) {
            return false;
        }
        Titles theirs = samples.get(other.viewer());
        if (theirs == null) {
            return false;
        }
        int both = common(own.all, theirs.all);
        return both > JACCARD * (own.all.length + theirs.all.length - both);
    }

    /** A tenth of the values tells most that are apart: lengths are within 5 % of 1, so |a − b|² ≤ 2·1.05² − 2·.995. */
    private static boolean mayBeNear(Embedding a, Embedding b) {
        double squares = 0;
        for (int i = 0; i < Embedding.DIMENSIONS && squares < .22; i++) {
            double d = a.code(i) * a.scale() - b.code(i) * b.scale();
            squares += d * d;
        }
        return squares < .22;
    }

    private static int common(int[] a, int[] b) {
        int both = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                both++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return both;
    }

    private int[] rarer(Titles own) {
        if (own.measured != measured) {
            own.measured = measured;
            long[] order = new long[own.all.length];
            for (int k = 0; k < order.length; k++) {
                int title = own.all[k];
                order[k] = (long) (title < rank.length ? rank[title] : 0) << Integer.SIZE | title;
            }
            Arrays.sort(order);
            own.rarer = new int[(order.length + 1) / 2];
            for (int k = 0; k < own.rarer.length; k++) {
                own.rarer[k] = (int) order[k];
            }
        }
        return own.rarer;
    }
}
