package io.exogenesis.omega.vector.scan;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix.Match;
import io.exogenesis.omega.vector.arithmetic.ScanRows;
import io.exogenesis.omega.vector.arithmetic.SignCodes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of a memory as a table in RAM that grows and changes, made for searching: a row each, numbered from 0. A
 * cache: whatever is in it can be built again from its owner's files.
 *
 * <p>A score is {@link Embedding#cosine}, to the bit. Filters are sets of row numbers, read 64 rows at a time, and act before the
 * ranking. A small table is
 * compared row by row. A large one is estimated first from one bit a coordinate, and only what may belong to the answer is
 * compared: {@link #search} then misses at most about one of a hundred neighbours (three beyond 100,000 rows), {@link #exact}
 * none.
 *
 * <p><b>Threads:</b> any number of searches and reads at once, but a change ({@link #add}, {@link #replace}, {@link #remove})
 * only while nobody reads. There is no lock inside: the owner has one anyway, since it changes its own tables with the rows,
 * and holds it shared for searches and exclusively for changes.
 *
 * <p><b>Memory:</b> 388 bytes a row, 440 from {@value #SIGNS_FROM} rows on, in steps of 256 rows. A removed row is used again by the next {@link #add}; its memory
 * stays.
 */
public final class ScanCopy {
    /** Rows from which on signs are kept and read first; below, comparing all is as fast. */
    static final int SIGNS_FROM = 1_024;
    /** Fewer admitted rows than this, or than this many a neighbour asked for, are all compared. */
    private static final int FEW = 256;

    private static final int FEW_A_NEIGHBOUR = 8;

    private final ScanRows rows = new ScanRows();
    private @Nullable SignCodes signs;
    private final BitSet live = new BitSet();
    /** Rows ever used: all live rows are below. */
    private int end;

    private int size;
    /** No row below this one is free. */
    private int firstFree;

    /** Adds an embedding and gives its row: the lowest one that is free. */
    public int add(Embedding embedding) {
        int row = live.nextClearBit(firstFree);
        put(row, embedding);
        live.set(row);
        firstFree = row + 1;
        end = Math.max(end, row + 1);
        size++;
        return row;
    }

    /**
     * Puts another embedding in a row.
     *
     * @throws IndexOutOfBoundsException if the row holds nothing
     */
    public void replace(int row, Embedding embedding) {
        checkLive(row);
        put(row, embedding);
    }

    private void put(int row, Embedding embedding) {
        rows.put(row, embedding);
        int from = signs == null ? 0 : row;
        if (signs == null && row >= SIGNS_FROM) {
            signs = new SignCodes();
        }
        SignCodes present = signs;
        for (int r = from; present != null && r <= row; r++) {
            present.put(r, rows.codesOf(r), ScanRows.offset(r), rows.scaleOf(r));
        }
    }

    /**
     * Takes a row out; a later {@link #add} may use its number again.
     *
     * @throws IndexOutOfBoundsException if the row holds nothing
     */
    public void remove(int row) {
        checkLive(row);
        live.clear(row);
        firstFree = Math.min(firstFree, row);
        size--;
    }

    /**
     * What a row holds.
     *
     * @throws IndexOutOfBoundsException if the row holds nothing
     */
    public Embedding embedding(int row) {
        checkLive(row);
        return rows.get(row);
    }

    /** Whether the row holds an embedding. */
    public boolean contains(int row) {
        return row >= 0 && live.get(row);
    }

    /** Rows that hold an embedding. */
    public int size() {
        return size;
    }

    /** One more than the highest row ever used: what a set of all rows must reach. */
    public int end() {
        return end;
    }

    /** Rows for which there is memory. */
    public int capacity() {
        return rows.capacity();
    }

    /** Memory of the rows, in bytes. */
    public long bytes() {
        SignCodes present = signs;
        return rows.bytes() + live.size() / Byte.SIZE + (present == null ? 0 : present.bytes());
    }

    /** As {@link #search(Embedding, int, BitSet, float)} over all rows, whatever their cosine. */
    public List<Match> search(Embedding query, int k) {
        return search(query, k, live, -Float.MAX_VALUE);
    }

    /**
     * The rows with the largest cosine among those that are admitted and have at least the cosine {@code threshold}, best
     * first, equal ones by row number.
     *
     * @param k at most this many, ≥ 1; may exceed the size
     * @param admitted rows that may be answered; rows that hold nothing are never
     * @param threshold not NaN
     * @throws IllegalArgumentException if k &lt; 1 or the threshold is NaN
     */
    public List<Match> search(Embedding query, int k, BitSet admitted, float threshold) {
        return search(query, k, admitted, threshold, signs);
    }

    /** As {@link #search(Embedding, int, BitSet, float)}, comparing every admitted row: never misses one, and is slower. */
    public List<Match> exact(Embedding query, int k, BitSet admitted, float threshold) {
        return search(query, k, admitted, threshold, null);
    }

    private List<Match> search(
            Embedding embedding, int k, BitSet admitted, float threshold, @Nullable SignCodes signsToUse) {
        if (Float.isNaN(threshold)) {
            throw new IllegalArgumentException("a search's threshold is a number, not NaN");
        }
        BitSet both = new BitSet(end);
        both.or(live);
        both.and(admitted);
        long[] wanted = Arrays.copyOf(both.toLongArray(), (end + Long.SIZE - 1) / Long.SIZE);
        try (ScanQuery query = new ScanQuery(embedding, k, rows, wanted, threshold)) {
            if (signsToUse == null || both.cardinality() < Math.max(FEW, (long) FEW_A_NEIGHBOUR * k)) {
                query.compareAll();
            } else {
                SignScan.scan(signsToUse, end, query, k);
            }
            return query.top.best();
        }
    }

    private void checkLive(int row) {
        if (!contains(row)) {
            throw new IndexOutOfBoundsException("row " + row + " holds no embedding");
        }
    }
}
