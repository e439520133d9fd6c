package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.scan.ScanCopy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one kind by id, with their vectors in a {@link ScanCopy}. Changes need the owner's exclusive lock, searches its
 * shared one.
 */
public final class EntryStore<E extends Entry> {
    /** Conditions whose rows are remembered: a player asks the same few again and again. */
    private static final int CONDITIONS = 16;

    private final ScanCopy vectors = new ScanCopy();
    private final LongRows rowOf = new LongRows();
    private final List<@Nullable E> entries = new ArrayList<>();
    private final ReentrantLock caching = new ReentrantLock();
    private final Map<Predicate<? super E>, Rows> admitted = new LinkedHashMap<>(CONDITIONS, .75f, true);
    private long changes;

    private record Rows(long changes, BitSet rows) {}

    /** An entry found, and its cosine with what was asked for. */
    public record Found<E>(E entry, float similarity) {}

    void put(E entry, Embedding embedding) {
        int row = rowOf.get(entry.id());
        if (row == LongRows.NONE) {
            row = vectors.add(embedding);
            rowOf.put(entry.id(), row);
            while (entries.size() <= row) {
                entries.add(null);
            }
        } else {
            vectors.replace(row, embedding);
        }
        entries.set(row, entry);
        changes++;
    }

    /** The same entry with other numbers; its vector stays. */
    void replace(E entry) {
        int row = rowOf.get(entry.id());
        if (row != LongRows.NONE) {
            entries.set(row, entry);
            changes++;
        }
    }

    boolean remove(long id) {
        int row = rowOf.remove(id);
        if (row == LongRows.NONE) {
            return false;
        }
        vectors.remove(row);
        entries.set(row, null);
        changes++;
        return true;
    }

    public Optional<E> get(long id) {
        int row = rowOf.get(id);
        return row == LongRows.NONE ? Optional.empty() : Optional.ofNullable(entries.get(row));
    }

    Optional<AgentRecord.Stored> stored(long id) {
        return get(id).map(e -> new AgentRecord.Stored(e, vectors.embedding(rowOf.get(id))));
    }

    public Optional<Embedding> embedding(long id) {
        int row = rowOf.get(id);
        return row == LongRows.NONE ? Optional.empty() : Optional.of(vectors.embedding(row));
    }

    public int size() {
        return vectors.size();
    }

    /** All, in no particular order. */
    public List<E> all() {
        List<E> out = new ArrayList<>(size());
        for (E entry : entries) {
            if (entry != null) {
                out.add(entry);
            }
        }
        return out;
    }

    void forEach(BiConsumer<E, Embedding> consumer) {
        for (int row = 0; row < entries.size(); row++) {
            E entry = entries.get(row);
            if (entry != null) {
                consumer.accept(entry, vectors.embedding(row));
            }
        }
    }

    /**
     * The nearest {@code k} among those that satisfy the condition, which is checked before the ranking.
     *
     * @param condition with an {@code equals} of its own (a record), so that its rows are remembered
     */
    public List<Found<E>> search(Embedding query, int k, Predicate<? super E> condition, float threshold) {
        List<Found<E>> out = new ArrayList<>();
        for (var match : vectors.search(query, Math.min(k, Math.max(1, size())), rows(condition), threshold)) {
            E entry = entries.get(match.row());
            if (entry != null) {
                out.add(new Found<>(entry, match.score()));
            }
        }
        return out;
    }

    private BitSet rows(Predicate<? super E> condition) {
        caching.lock();
        try {
            Rows known = admitted.get(condition);
            if (known == null || known.changes() != changes) {
                known = new Rows(changes, passing(condition));
                admitted.put(condition, known);
                if (admitted.size() > CONDITIONS) {
                    admitted.remove(admitted.keySet().iterator().next());
                }
            }
            return known.rows();
        } finally {
            caching.unlock();
        }
    }

    private BitSet passing(Predicate<? super E> condition) {
        BitSet rows = new BitSet(entries.size());
        for (int row = 0; row < entries.size(); row++) {
            E entry = entries.get(row);
            rows.set(row, entry != null && condition.test(entry));
        }
        return rows;
    }

    /** Ids of what is beyond a limit, and of {@code room} more: the least first, but nothing of the newest tenth. */
    List<Long> surplus(int limit, double room, Comparator<E> least) {
        if (size() <= limit) {
            return List.of();
        }
        List<E> all = all();
        all.sort(Comparator.comparingLong(Entry::id));
        List<E> old = all.subList(0, all.size() - Math.min(limit, Math.max(1, limit / 10)));
        return old.stream()
                .sorted(least.thenComparingLong(Entry::id))
                .limit(size() - limit + (long) (limit * room))
                .map(Entry::id)
                .toList();
    }
}
