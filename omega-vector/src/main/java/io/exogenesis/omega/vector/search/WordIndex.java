package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a catalogue, in memory. Immutable and thread-safe; about 100 bytes a title.
 *
 * <p>A title's score is BM25 over the terms of a query (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009);
 * of a term and its synonyms the best one counts. A term that no title has is taken for a misspelling of a word in a title's
 * name (one wrong letter of four or five, two of more).
 *
 * <p>No Lucene here: an agent that was started for one query would wait longer for its index of 10,000 titles than for all the
 * rest (decision 0028). A search reads the terms of all titles, which is less than the vectors that it reads beside them.
 */
final class WordIndex {
    /** Beside the term itself, which counts 1. Between .3 and .9 all is alike (decision 0028). */
    private static final float SYNONYM = .5f;
    /** BM25's saturation: the usual value. */
    private static final double K1 = 1.2;
    /** BM25's normalisation by length: low, since a long description is no worse than a short one. */
    private static final double B = .3;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    /** Terms by number, and those of them that stand in a title's name. */
    private final List<String> terms;

    private final BitSet inNames = new BitSet();
    /** Terms of all titles, one title after the other; title j has those from {@code from[j]} to {@code from[j + 1]}. */
    private final int[] occurrences;

    private final int[] from;

    /** Reads each title once. */
    WordIndex(List<MediaItem> items) {
        List<Integer> read = new ArrayList<>();
        from = new int[items.size() + 1];
        for (int j = 0; j < items.size(); j++) {
            for (String term : SearchWords.ofText(items.get(j).title())) {
                read.add(number(term));
                inNames.set(number(term));
            }
            for (String term : SearchWords.about(items.get(j))) {
                read.add(number(term));
            }
            from[j + 1] = read.size();
        }
        terms = List.copyOf(numbers.keySet());
        occurrences = read.stream().mapToInt(Integer::intValue).toArray();
    }

    private int number(String term) {
        Integer known = numbers.putIfAbsent(term, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /**
     * What was found.
     *
     * @param scores one a title, in the order of the catalogue: ≥ 0, and 0 where no word is found
     * @param share of the text's terms, the largest that one title has: in [0, 1]
     */
    record Matches(float[] scores, double share) {}

    Matches find(String text) {
        Set<String> asked = new LinkedHashSet<>(SearchWords.ofText(text));
        float[] scores = new float[from.length - 1];
        int[] matched = new int[scores.length];
        int most = 0;
        for (String term : asked) {
            float[] best = scores(ways(term));
            for (int j = 0; j < scores.length; j++) {
                if (best[j] > 0) {
                    scores[j] += best[j];
                    most = Math.max(most, ++matched[j]);
                }
            }
        }
        return new Matches(scores, asked.isEmpty() ? 0 : (double) most / asked.size());
    }

    /** Titles that have one of the text's terms or a synonym of one; a misspelt one is not guessed at. */
    BitSet holding(String text) {
        BitSet asked = new BitSet();
        for (String term : SearchWords.ofText(text)) {
            Map<Integer, Float> ways = new HashMap<>();
            known(term, 1, ways);
            Synonyms.of(term).forEach(other -> known(other, SYNONYM, ways));
            ways.keySet().forEach(asked::set);
        }
        BitSet holding = new BitSet();
        for (int j = 0; j + 1 < from.length; j++) {
            for (int at = from[j]; at < from[j + 1]; at++) {
                if (asked.get(occurrences[at])) {
                    holding.set(j);
                }
            }
        }
        return holding;
    }

    /** What a term may stand for, by number, with weights. */
    private Map<Integer, Float> ways(String term) {
        Map<Integer, Float> ways = new HashMap<>();
        Synonyms.of(term).forEach(other -> known(other, SYNONYM, ways));
        known(term, 1, ways);
        if (!numbers.containsKey(term)) {
            inNames.stream().forEach(n -> {
                float closeness = Misspelling.closeness(term, terms.get(n));
                if (closeness > 0) {
                    ways.merge(n, closeness, Math::max);
                }
            });
        }
        return ways;
    }

    private void known(String term, float weight, Map<Integer, Float> ways) {
        Integer number = numbers.get(term);
        if (number != null) {
            ways.put(number, weight);
        }
    }

    /** The best of the ways, title by title. */
    private float[] scores(Map<Integer, Float> ways) {
        float[] best = new float[from.length - 1];
        ways.forEach((term, weight) -> {
            int[] counts = new int[best.length];
            int holding = 0;
            for (int j = 0; j < counts.length; j++) {
                for (int at = from[j]; at < from[j + 1]; at++) {
                    counts[j] += occurrences[at] == term ? 1 : 0;
                }
                holding += counts[j] > 0 ? 1 : 0;
            }
            double rarity = Math.log(1 + (best.length - holding + .5) / (holding + .5));
            double mean = (double) occurrences.length / best.length;
            for (int j = 0; j < best.length; j++) {
                if (counts[j] > 0) {
                    double norm = K1 * (1 - B + B * (from[j + 1] - from[j]) / mean);
                    best[j] = Math.max(best[j], (float) (weight * rarity * counts[j] / (counts[j] + norm)));
                }
            }
        });
        return best;
    }
}
