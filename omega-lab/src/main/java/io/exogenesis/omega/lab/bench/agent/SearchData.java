package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What is searched and what is asked: the queries come from where the rows come from and are none of them.
 *
 * @param kind {@code random}, {@code clustered} or {@code real}
 */
public record SearchData(String kind, List<Embedding> rows, List<Embedding> queries) {
    /** Distinct queries: enough that none is asked twice within a few ten thousand, so that nothing could remember an answer. */
    static final int QUERIES = 2_000;

    private static final int D = Embedding.DIMENSIONS;
    private static final int CLUSTERS = 200;
    /** Length of what sets a row apart from its cluster's centre, which has length 1: cosines around .55 within a cluster. */
    private static final double SPREAD = .9;

    /** Directions without any structure: the hardest case, since the nearest rows are hardly nearer than the others. */
    public static SearchData random(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new SearchData("random", directions(rows, random), directions(QUERIES, random));
    }

    /** {@value #CLUSTERS} clusters of equal width. */
    public static SearchData clustered(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Embedding> centres = directions(CLUSTERS, random);
        return new SearchData("clustered", around(centres, rows, random), around(centres, QUERIES, random));
    }

    /**
     * Titles of a catalogue, centred, of which a tenth are the queries (at most {@value #QUERIES}). A catalogue with fewer titles gives fewer rows.
     */
    public static SearchData real(ContentSpace catalogue, int rows, long seed) {
        List<Embedding> titles = new ArrayList<>();
        for (int i = 0; i < catalogue.size(); i++) {
            titles.add(Embedding.of(catalogue.centred(i)));
        }
        Collections.shuffle(titles, new Random(seed));
        int queries = Math.min(QUERIES, titles.size() / 10);
        return new SearchData(
                "real", titles.subList(queries, Math.min(queries + rows, titles.size())), titles.subList(0, queries));
    }

    /** Uniform codes: as good as random directions where only speed matters, and made ten times as fast. */
    static Embedding codes(RandomGenerator random) {
        byte[] codes = new byte[D];
        random.nextBytes(codes);
        int squares = 0;
        for (int i = 0; i < D; i++) {
            codes[i] = (byte) Math.max(-127, codes[i]);
            squares += codes[i] * codes[i];
        }
        return Embedding.ofCodes(codes, (float) (1 / Math.sqrt(squares)));
    }

    private static List<Embedding> directions(int n, RandomGenerator random) {
        List<Embedding> directions = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            directions.add(Embedding.of(noise(random)));
        }
        return directions;
    }

    private static List<Embedding> around(List<Embedding> centres, int n, RandomGenerator random) {
        List<Embedding> rows = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            float[] row = noise(random);
            float[] centre = centres.get(random.nextInt(centres.size())).toFloats();
            for (int j = 0; j < D; j++) {
                row[j] = (float) (centre[j] + row[j] * SPREAD / Math.sqrt(D));
            }
            rows.add(Embedding.of(row));
        }
        return rows;
    }

    private static float[] noise(RandomGenerator random) {
        float[] noise = new float[D];
        for (int i = 0; i < D; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
