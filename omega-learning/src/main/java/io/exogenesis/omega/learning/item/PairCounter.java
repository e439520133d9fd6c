package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts directed pairs of one epoch's samples. Samples lie one behind the other in flat arrays; for each title, all its places
 * are visited and what follows is added up in one dense row: time is linear in the pairs that occur, memory in the places
 * (12 bytes each) and in the pairs that are kept.
 */
final class PairCounter {
    private static final int END_OF_SAMPLE = -2;
    private static final int NOT_ALLOWED = -1;

    private final int window;
    /** Number of the title at each place, or one of the two marks. */
    private final int[] titleAt;

    private final float[] weightAt;
    /** c² of the title at each place. */
    private final float[] grantAt;
    /** Places of title t: {@code places[firstOf[t] … firstOf[t + 1])}, in the order of the samples. */
    private final int[] places;

    private final int[] firstOf;

    private final int[] viewers;
    private final float[] sums;
    private final int[] touched;

    /** @param titles the allowed ones; their positions are the numbers used here */
    PairCounter(int window, List<WeightedSample> samples, List<MediaId> titles, Map<MediaId, Grant> grants) {
        this.window = window;
        Map<MediaId, Integer> number = HashMap.newHashMap(titles.size());
        titles.forEach(t -> number.put(t, number.size()));
        int length =
                samples.stream().mapToInt(s -> s.sample().items().size() + 1).sum();
        titleAt = new int[length];
        weightAt = new float[length];
        grantAt = new float[length];
        firstOf = new int[titles.size() + 1];
        int at = 0;
        for (WeightedSample s : samples) {
            List<SampledItem> items = s.sample().items();
            for (int k = 0; k < items.size(); k++) {
                SampledItem item = items.get(k);
                int title = number.getOrDefault(item.item(), NOT_ALLOWED);
                titleAt[at] = title;
                grantAt[at] = (float) s.counted(k, grants);
                weightAt[at++] = (float) (item.liking().weight() * s.reputation());
                if (title >= 0) {
                    firstOf[title + 1]++;
                }
            }
            titleAt[at++] = END_OF_SAMPLE;
        }
        Arrays.parallelPrefix(firstOf, Integer::sum);
        places = new int[firstOf[titles.size()]];
        int[] next = firstOf.clone();
        for (int place = 0; place < length; place++) {
            if (titleAt[place] >= 0) {
                places[next[titleAt[place]]++] = place;
            }
        }
        viewers = new int[titles.size()];
        sums = new float[titles.size()];
        touched = new int[titles.size()];
    }

    /**
     * What came after {@code title} in the samples of at least {@link PairCounts#MIN_VIEWERS} viewers; the strongest {@link
     * PairCounts#MAX_LATER} of them. A sample names a title once, so a pair occurs at most once a viewer.
     */
    PairRow row(int title) {
        int found = add(title);
        int[] kept = new int[found];
        int n = 0;
        for (int k = 0; k < found; k++) {
            if (viewers[touched[k]] >= PairCounts.MIN_VIEWERS) {
                kept[n++] = touched[k];
            }
        }
        kept = Arrays.copyOf(kept, n);
        float[] weights = new float[kept.length];
        Arrays.sort(kept);
        for (int k = 0; k < kept.length; k++) {
            weights[k] = sums[kept[k]];
        }
        for (int k = 0; k < found; k++) {
            viewers[touched[k]] = 0;
            sums[touched[k]] = 0;
        }
        return new PairRow(kept, weights).strongest();
    }

    private int add(int title) {
        int found = 0;
        for (int p = firstOf[title]; p < firstOf[title + 1]; p++) {
            int last = places[p] + window;
            for (int place = places[p] + 1; place <= last && titleAt[place] != END_OF_SAMPLE; place++) {
                int later = titleAt[place];
                if (later >= 0) {
                    if (viewers[later]++ == 0) {
                        touched[found++] = later;
                    }
                    sums[later] += weightAt[place] * grantAt[place] * grantAt[places[p]];
                }
            }
        }
        return found;
    }
}
