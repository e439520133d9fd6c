package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.util.HashMap;
import java.util.Map;

/**
 * One object for each title that samples name. Each entry of the log brings its own: the fifty ids of a sample were 3 KB of a viewer's
 * heap for as long as the epoch lasted.
 *
 * <p>Not safe for concurrent use. As many titles are remembered as a catalogue has; others keep their own objects.
 */
final class SharedTitles {
    private final Map<MediaId, MediaId> titles = new HashMap<>();

    /** The same sample. */
    TasteSample of(TasteSample sample) {
        return new TasteSample(sample.items().stream()
                .map(i -> new SampledItem(shared(i.item()), i.liking()))
                .toList());
    }

    private MediaId shared(MediaId title) {
        MediaId known = titles.get(title);
        if (known == null && titles.size() < Catalogue.MAX_ITEMS) {
            titles.put(title, title);
        }
        return known == null ? title : known;
    }

    void clear() {
        titles.clear();
    }
}
