package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The lists that a system can show to somebody it knows nothing about, the same for all. */
final class StartLists {
    private StartLists() {}

    /** All events, liked events only, and what one bounded sample a viewer supports: the last is all that the Core has. */
    static SequencedMap<String, Scorer> of(Training training) {
        float[] all = new float[training.items().size()];
        float[] liked = new float[all.length];
        float[] sampled = new float[all.length];
        Map<MediaId, Integer> index = new HashMap<>();
        for (int i = 0; i < all.length; i++) {
            index.put(training.items().get(i).id(), i);
        }
        for (ViewerHistory viewer : training.viewers()) {
            for (RatingEvent e : viewer.events()) {
                all[e.item()]++;
                liked[e.item()] += e.liked() ? 1 : 0;
            }
            SampleSelector.select(Federation.history(training, viewer.events()).items())
                    .ifPresent(s -> s.items().forEach(i -> sampled[index.getOrDefault(i.item(), 0)]++));
        }
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = sampled[i] < ItemSettings.DEFAULT.releaseSupport() ? 0 : sampled[i];
        }
        SequencedMap<String, Scorer> out = new LinkedHashMap<>();
        out.put("events", known -> all);
        out.put("liked", known -> liked);
        out.put("sampled support", known -> sampled);
        return out;
    }
}
