package io.exogenesis.omega.lab.words;

import io.exogenesis.omega.lab.demo.DemoException;
import io.exogenesis.omega.model.MediaId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The judged queries over the built-in titles; how they were judged stands at the head of the resource. */
public final class JudgedQueries {
    private static final String QUERIES = "/words/queries.tsv";
    private static final String NOTHING = "/words/nothing.txt";
    private static final int PLACES = 10;

    private JudgedQueries() {}

    /**
     * A query and what fits it.
     *
     * @param kind topic, mood, decade, genre, plot, title, spelling or foreign
     * @param grades 1 to 3 by title; titles without a grade do not fit
     */
    public record Judged(String kind, String query, Map<MediaId, Integer> grades) {
        public Judged {
            grades = Map.copyOf(grades);
        }

        /** NDCG@10 of a ranking, best first: gain 2^grade − 1, discount log2(place + 1). */
        public double ndcg10(List<MediaId> ranking) {
            double found = 0;
            for (int place = 0; place < Math.min(PLACES, ranking.size()); place++) {
                found += gain(grades.getOrDefault(ranking.get(place), 0), place);
            }
            int[] ideal = grades.values().stream().mapToInt(g -> -g).sorted().toArray();
            double best = 0;
            for (int place = 0; place < Math.min(PLACES, ideal.length); place++) {
                best += gain(-ideal[place], place);
            }
            return found / best;
        }

        private static double gain(int grade, int place) {
            return ((1 << grade) - 1) * Math.log(2) / Math.log(place + 2.0);
        }
    }

    /** All of them, in the order of the resource. */
    public static List<Judged> read() {
        return lines(QUERIES).stream().map(JudgedQueries::judged).toList();
    }

    /** Texts that no built-in title fits. */
    public static List<String> fittingNothing() {
        return lines(NOTHING);
    }

    private static Judged judged(String line) {
        String[] cells = line.split("\t", -1);
        Map<MediaId, Integer> grades = new HashMap<>();
        Arrays.stream(cells[2].split(" "))
                .map(g -> g.split("=", 2))
                .forEach(g -> grades.put(new MediaId(g[0]), Integer.parseInt(g[1])));
        return new Judged(cells[0], cells[1], grades);
    }

    private static List<String> lines(String resource) {
        try (@Nullable InputStream in = JudgedQueries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw DemoException.failed(resource + " is missing from the class path: build anew with mvn package");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
