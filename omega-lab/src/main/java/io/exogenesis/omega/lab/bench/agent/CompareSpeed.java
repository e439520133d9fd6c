package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.agent.SpeedFigure.Peer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.scan.ScanCopy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.lucene.util.VectorUtil;

/** Row 1: exact int8 comparisons per core-second, the ten best kept, beside Lucene's and beside reading the same bytes only. */
final class CompareSpeed {
    static final String TARGET = "1";
    private static final int KEPT = 10;
    private static final double LEAST = 40e6;
    /** Where rows no longer fit a cache, the goal is a share of what the memory gives. */
    private static final double SHARE_OF_LIMIT = .7;

    private static final int LARGE = 500_000;
    private static final int QUERIES = 50;
    private static final int D = Embedding.DIMENSIONS;

    private CompareSpeed() {}

    static SpeedFigure measure(int rows, SpeedSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        List<Embedding> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            queries.add(SearchData.codes(random));
        }
        double limit = SpeedFigure.median(reading(rows, settings).core());
        double lucene = SpeedFigure.median(lucene(rows, queries, settings).core());
        Rates ours = ours(rows, queries, settings);
        return SpeedFigure.of(TARGET, "int8 comparisons, " + rows + " rows", "comparisons/core-second", ours.core())
                .beside(new Peer("Lucene VectorUtil", lucene, OptionalDouble.empty()))
                .ofLimit(limit)
                .atLeast(rows >= LARGE ? SHARE_OF_LIMIT * limit : LEAST);
    }

    private static Rates ours(int rows, List<Embedding> queries, SpeedSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        ScanCopy copy = new ScanCopy();
        for (int r = 0; r < rows; r++) {
            copy.add(SearchData.codes(random));
        }
        BitSet all = new BitSet(rows);
        all.set(0, rows);
        return Rates.of(
                        settings,
                        i -> copy.exact(queries.get(i % QUERIES), KEPT, all, -1)
                                .getFirst()
                                .score())
                .times(rows);
    }

    /** What Lucene's own flat search does for each row: the dot product of two arrays of bytes. */
    private static Rates lucene(int rows, List<Embedding> queries, SpeedSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        byte[][] codes = new byte[rows][];
        float[] scales = new float[rows];
        for (int r = 0; r < rows; r++) {
            Embedding row = SearchData.codes(random);
            codes[r] = row.codes();
            scales[r] = row.scale();
        }
        return Rates.of(settings, i -> {
                    Embedding query = queries.get(i % QUERIES);
                    byte[] asked = query.codes();
                    Best best = new Best();
                    for (int r = 0; r < rows; r++) {
                        best.offer(VectorUtil.dotProduct(asked, codes[r]) * query.scale() * scales[r]);
                    }
                    return best.scores[0];
                })
                .times(rows);
    }

    /** Adds up the same number of bytes, eight at a time: no comparison can be faster than its reading. */
    private static Rates reading(int rows, SpeedSettings settings) {
        long[] words = new long[rows * (D / Long.BYTES)];
        SplittableRandom random = new SplittableRandom(settings.seed());
        for (int i = 0; i < words.length; i++) {
            words[i] = random.nextLong();
        }
        return Rates.of(settings, i -> sum(words)).times(rows);
    }

    private static double sum(long[] words) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = 0; i < words.length; i += 4) {
            a ^= words[i];
            b ^= words[i + 1];
            c ^= words[i + 2];
            d ^= words[i + 3];
        }
        return a ^ b ^ c ^ d;
    }

    /** The ten best scores, worst first. */
    private static final class Best {
        private final float[] scores = new float[KEPT];

        Best() {
            Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        }

        void offer(float score) {
            if (score <= scores[0]) {
                return;
            }
            int at = 0;
            for (; at + 1 < KEPT && scores[at + 1] < score; at++) {
                scores[at] = scores[at + 1];
            }
            scores[at] = score;
        }
    }
}
