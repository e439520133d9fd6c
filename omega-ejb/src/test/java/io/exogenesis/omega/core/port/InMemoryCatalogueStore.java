package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Titles in maps, for tests of the rules above them. */
public final class InMemoryCatalogueStore implements CatalogueStore {
    private final Map<MediaId, MediaItem> items = new LinkedHashMap<>();
    private final Map<String, Embedding> embeddings = new HashMap<>();
    private long version;

    @Override
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized List<MediaItem> items() {
        return List.copyOf(items.values());
    }

    @Override
    public synchronized long save(List<MediaItem> changed) {
        changed.forEach(i -> items.put(i.id(), i));
        return ++version;
    }

    @Override
    public synchronized long replaceAll(List<MediaItem> all) {
        items.clear();
        all.forEach(i -> items.put(i.id(), i));
        return ++version;
    }

    @Override
    public synchronized long remove(MediaId id) {
        return items.remove(id) == null ? version : ++version;
    }

    @Override
    public synchronized Set<String> embedders() {
        return embeddings.keySet().stream()
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Map<String, Embedding> embeddings(String embedder, Collection<String> textHashes) {
        Map<String, Embedding> found = new HashMap<>();
        for (String hash : textHashes) {
            Embedding e = embeddings.get(embedder + "/" + hash);
            if (e != null) {
                found.put(hash, e);
            }
        }
        return found;
    }

    @Override
    public synchronized int retainEmbeddings(String embedder, Set<String> textHashes) {
        int before = embeddings.size();
        embeddings
                .keySet()
                .retainAll(textHashes.stream().map(h -> embedder + "/" + h).collect(Collectors.toSet()));
        return before - embeddings.size();
    }

    @Override
    public synchronized void saveEmbeddings(String embedder, Map<String, Embedding> byTextHash) {
        byTextHash.forEach((hash, e) -> embeddings.putIfAbsent(embedder + "/" + hash, e));
    }
}
