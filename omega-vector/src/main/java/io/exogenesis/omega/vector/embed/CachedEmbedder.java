package io.exogenesis.omega.vector.embed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers the vectors of the texts used last (LRU). Thread-safe; two threads that miss on the same text may both embed it,
 * which is cheaper than making one wait. Closing closes the embedder behind it.
 */
public final class CachedEmbedder implements Embedder {
    /** Longer texts are not remembered: they do not come twice, and would fill the memory. Unit: characters. */
    static final int MAX_REMEMBERED_TEXT = 2_000;

    private final Embedder embedder;
    private final Map<String, float[]> vectors;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    /** @param capacity texts remembered, ≥ 1; each costs about 1.6 KB and the text */
    public CachedEmbedder(Embedder embedder, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a cache remembers at least one text, not " + capacity);
        }
        this.embedder = embedder;
        this.vectors = new LinkedHashMap<>(16, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public String name() {
        return embedder.name();
    }

    @Override
    public float[] embed(String text) {
        synchronized (vectors) {
            float[] known = vectors.get(text);
            if (known != null) {
                hits.incrementAndGet();
                return known.clone();
            }
        }
        misses.incrementAndGet();
        float[] vector = embedder.embed(text);
        if (text.length() <= MAX_REMEMBERED_TEXT) {
            synchronized (vectors) {
                vectors.put(text, vector.clone());
            }
        }
        return vector;
    }

    /** Texts answered from memory since the start. */
    public long hits() {
        return hits.get();
    }

    /** Texts that had to be embedded since the start. */
    public long misses() {
        return misses.get();
    }

    @Override
    public void close() {
        embedder.close();
    }
}
