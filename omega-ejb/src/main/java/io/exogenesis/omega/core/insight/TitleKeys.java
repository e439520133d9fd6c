package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Titles and their keys in the state of trends: the first 64 bits of a keyed hash, so that the state alone names no title.
 *
 * <p>A hash is made once a title, not once for each question or sample; keys of at most as many titles as a catalogue has are
 * remembered (about 100 bytes each). Safe for concurrent use.
 */
final class TitleKeys {
    private final Keys keys;
    private final int limit;
    private final Map<MediaId, Long> known = new ConcurrentHashMap<>();
    private volatile @Nullable Index index;

    /** The titles of one catalogue by their keys. */
    private record Index(PublishedCatalogue catalogue, Map<Long, MediaItem> titles) {}

    TitleKeys(Keys keys) {
        this(keys, Catalogue.MAX_ITEMS);
    }

    /** @param limit keys that are remembered */
    TitleKeys(Keys keys, int limit) {
        this.keys = keys;
        this.limit = limit;
    }

    long key(MediaId title) {
        Long key = known.get(title);
        if (key == null) {
            key = ByteBuffer.wrap(Base64.getUrlDecoder().decode(keys.pseudonym("title:" + title.value())))
                    .getLong();
            if (known.size() >= limit) {
                // Titles of former catalogues: those of the present one come back by themselves.
                known.clear();
            }
            known.put(title, key);
        }
        return key;
    }

    int remembered() {
        return known.size();
    }

    /** The title of this catalogue that has this key. The catalogue asked for last is indexed. */
    Optional<MediaItem> title(long key, PublishedCatalogue catalogue) {
        Index now = index;
        if (now == null || now.catalogue != catalogue) {
            Map<Long, MediaItem> titles = new HashMap<>();
            for (CatalogueEntry e : catalogue.entries()) {
                titles.put(key(e.item().id()), e.item());
            }
            now = new Index(catalogue, titles);
            index = now;
        }
        return Optional.ofNullable(now.titles.get(key));
    }
}
