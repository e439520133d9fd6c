package io.exogenesis.omega.learning.taste;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Finds a viewer's tastes: spherical k-means over the content of its own titles, weighted by liking; about one taste for eight
 * titles, at least two titles each. Dhillon, Modha, "Concept decompositions", Machine Learning 2001; seeds far apart as in
 * k-means++.
 */
public final class TasteLearner {
    /** Most patterns that a viewer contributes. */
    public static final int MAX_PATTERNS = 4;

    private static final int ITEMS_PER_PATTERN = 8;
    private static final int MIN_ITEMS = 2;
    private static final int STEPS = 25;
    private static final int MAX_GENRES = 8;

    private TasteLearner() {}

    /** With the default limit of {@link #MAX_PATTERNS}. */
    public static List<TastePattern> learn(List<TasteItem> items, RandomGenerator random) {
        return learn(items, MAX_PATTERNS, random);
    }

    /**
     * @param items titles the viewer watched, each once; those without content (a zero or not finite vector) or weight are
     *     left out
     * @return at most {@code maxPatterns} tastes, largest first; none for fewer than two usable titles
     */
    public static List<TastePattern> learn(List<TasteItem> items, int maxPatterns, RandomGenerator random) {
        int[] usable = IntStream.range(0, items.size())
                .filter(i -> usable(items.get(i)))
                .toArray();
        int k = Math.min(maxPatterns, Math.ceilDiv(usable.length, ITEMS_PER_PATTERN));
        if (usable.length < MIN_ITEMS || k < 1) {
            return List.of();
        }
        List<TasteItem> own = Arrays.stream(usable).mapToObj(items::get).toList();
        float[][] centres = seeds(own, k, random);
        int[] nearest = new int[0];
        for (int step = 0; step < STEPS; step++) {
            int[] next = assign(own, centres);
            if (Arrays.equals(next, nearest)) {
                break;
            }
            nearest = next;
            centres = centres(own, nearest, centres);
        }
        return patterns(items, usable, nearest, centres);
    }

    private static boolean usable(TasteItem item) {
        double length = Vectors.length(item.centred());
        return item.weight() > 0 && Double.isFinite(item.weight()) && length > 1e-6 && Double.isFinite(length);
    }

    private static float[][] seeds(List<TasteItem> items, int k, RandomGenerator random) {
        float[][] seeds = new float[k][];
        double[] chance = items.stream().mapToDouble(TasteItem::weight).toArray();
        for (int s = 0; s < k; s++) {
            seeds[s] = items.get(draw(chance, random)).centred();
            for (int i = 0; i < chance.length; i++) {
                double distance = Math.max(0, 1 - Vectors.dot(items.get(i).centred(), seeds[s]));
                chance[i] = s == 0
                        ? distance * items.get(i).weight()
                        : Math.min(chance[i], distance * items.get(i).weight());
            }
        }
        return seeds;
    }

    private static int draw(double[] chance, RandomGenerator random) {
        double left = random.nextDouble() * Arrays.stream(chance).sum();
        for (int i = 0; i < chance.length; i++) {
            left -= chance[i];
            if (left < 0) {
                return i;
            }
        }
        return chance.length - 1;
    }

    private static int[] assign(List<TasteItem> items, float[][] centres) {
        int[] out = new int[items.size()];
        for (int i = 0; i < out.length; i++) {
            float[] v = items.get(i).centred();
            float best = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                float cosine = Vectors.dot(v, centres[c]);
                if (cosine > best) {
                    best = cosine;
                    out[i] = c;
                }
            }
        }
        return out;
    }

    private static float[][] centres(List<TasteItem> items, int[] nearest, float[][] before) {
        float[][] sums = new float[before.length][before[0].length];
        for (int i = 0; i < nearest.length; i++) {
            Vectors.addScaled(
                    sums[nearest[i]],
                    (float) items.get(i).weight(),
                    items.get(i).centred());
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] = Vectors.length(sums[c]) > 1e-6 ? Vectors.normalised(sums[c]) : before[c];
        }
        return sums;
    }

    /** Groups of one title join the nearest larger group: a single title is not yet a taste, and says too much. */
    private static List<TastePattern> patterns(List<TasteItem> all, int[] usable, int[] nearest, float[][] centres) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int c = 0; c < centres.length; c++) {
            int group = c;
            groups.add(new ArrayList<>(IntStream.range(0, nearest.length)
                    .filter(i -> nearest[i] == group)
                    .mapToObj(i -> usable[i])
                    .toList()));
        }
        for (int c = 0; c < groups.size(); c++) {
            if (groups.get(c).size() == 1) {
                int lonely = groups.get(c).removeFirst();
                int to = nearestOther(all.get(lonely).centred(), centres, groups, c);
                groups.get(to).add(lonely);
            }
        }
        return groups.stream()
                .filter(g -> g.size() >= MIN_ITEMS)
                .map(g -> pattern(all, g.stream().sorted().toList()))
                .sorted(Comparator.comparingInt((TastePattern p) -> -p.items().size())
                        .thenComparing(p -> p.items().getFirst()))
                .toList();
    }

    private static int nearestOther(float[] v, float[][] centres, List<List<Integer>> groups, int own) {
        int best = own;
        float highest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            float cosine = Vectors.dot(v, centres[c]);
            if (c != own && !groups.get(c).isEmpty() && cosine > highest) {
                highest = cosine;
                best = c;
            }
        }
        return best;
    }

    private static TastePattern pattern(List<TasteItem> all, List<Integer> items) {
        float[] sum = new float[all.get(items.getFirst()).centred().length];
        double reward = 0;
        Map<String, Integer> genres = new TreeMap<>();
        for (int i : items) {
            TasteItem item = all.get(i);
            Vectors.addScaled(sum, (float) item.weight(), item.centred());
            reward += item.reward();
            item.genres().stream().distinct().forEach(g -> genres.merge(g, 1, Integer::sum));
        }
        List<String> frequent = genres.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_GENRES)
                .map(Map.Entry::getKey)
                .toList();
        return new TastePattern(Vectors.normalised(sum), (reward + 1) / (items.size() + 2), items, frequent);
    }
}
