package io.exogenesis.omega.core.ingest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Buckets of many callers, some kinds of them each, in bounded memory: 8 bytes a bucket and about 100 a caller. When it is
 * full, who was not seen for longest is forgotten, which gives that caller a full bucket again: whoever has so many addresses
 * that they push each other out is not held by a limit of one address anyway, and nobody else is refused for it.
 *
 * <p>Safe for concurrent use; a caller's lock is shared with a {@value #SHARDS}th of the others, for some comparisons.
 */
final class RateTable<K> {
    private static final int SHARDS = 16;

    private final Rate[] rates;
    private final Map<K, long[]>[] shards;

    /** @param capacity callers remembered */
    @SuppressWarnings("unchecked") // no array of a generic type can be made otherwise
    RateTable(int capacity, Rate... rates) {
        this.rates = rates.clone();
        this.shards = (Map<K, long[]>[]) new Map<?, ?>[SHARDS];
        int each = Math.max(1, capacity / SHARDS);
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Newest<>(each);
        }
    }

    /**
     * Takes {@code units} of the caller's bucket of this kind, or nothing.
     *
     * @return 0 if they were taken; otherwise nanoseconds after which they would be
     */
    long take(K caller, int kind, long units, long now) {
        Map<K, long[]> shard = shard(caller);
        synchronized (shard) {
            long[] states = shard.computeIfAbsent(caller, c -> new long[rates.length]);
            long next = rates[kind].after(states[kind], now, units);
            long wait = Rate.wait(next, now);
            if (wait == 0) {
                states[kind] = next;
            }
            return wait;
        }
    }

    /** Forgets callers whose buckets are all full at {@code now}. */
    void sweep(long now) {
        for (Map<K, long[]> shard : shards) {
            synchronized (shard) {
                Iterator<long[]> all = shard.values().iterator();
                while (all.hasNext()) {
                    if (full(all.next(), now)) {
                        all.remove();
                    }
                }
            }
        }
    }

    int size() {
        int size = 0;
        for (Map<K, long[]> shard : shards) {
            synchronized (shard) {
                size += shard.size();
            }
        }
        return size;
    }

    private static boolean full(long[] states, long now) {
        for (long state : states) {
            if (state > now) {
                return false;
            }
        }
        return true;
    }

    private Map<K, long[]> shard(K caller) {
        // Fibonacci hashing: neighbouring addresses lie in different shards.
        int hash = caller.toString().hashCode() * 0x9E3779B9;
        return shards[hash >>> 28];
    }

    /** In the order in which they were seen last. */
    private static final class Newest<K> extends LinkedHashMap<K, long[]> {
        private static final long serialVersionUID = 1L;
        private final int capacity;

        Newest(int capacity) {
            super(16, .75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, long[]> eldest) {
            return size() > capacity;
        }
    }
}
