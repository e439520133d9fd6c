package io.exogenesis.omega.vector.scan;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A set of row numbers, one bit each: which rows of a {@link ScanCopy} a search may answer with.
 *
 * <p>A scan reads it 64 rows at a time, so that no predicate is asked row by row. An owner that filters by the same bound or
 * tag again and again keeps one set a condition up to date and intersects. It grows as rows are added. Not thread-safe:
 * changes need the lock that the {@link ScanCopy}'s changes need.
 */
public final class RowSet {
    private static final int BITS = Long.SIZE;
    private static final int FIRST_WORDS = 4;

    private long[] words;

    /** An empty set. */
    public RowSet() {
        this(new long[FIRST_WORDS]);
    }

    private RowSet(long[] words) {
        this.words = words;
    }

    /** The rows in [0, {@code rows}) that pass. */
    public static RowSet of(int rows, IntPredicate passes) {
        if (rows < 0) {
            throw new IllegalArgumentException("a set has no negative number of rows: " + rows);
        }
        RowSet set = new RowSet(new long[Math.max(FIRST_WORDS, words(rows))]);
        for (int row = 0; row < rows; row++) {
            if (passes.test(row)) {
                set.words[row / BITS] |= 1L << row;
            }
        }
        return set;
    }

    /** The rows in [0, {@code rows}). */
    public static RowSet first(int rows) {
        return of(rows, row -> true);
    }

    /** @return whether it was not there before */
    public boolean add(int row) {
        checkRow(row);
        int at = row / BITS;
        if (at >= words.length) {
            words = Arrays.copyOf(words, Math.max(at + 1, words.length * 2));
        }
        boolean fresh = (words[at] & 1L << row) == 0;
        words[at] |= 1L << row;
        return fresh;
    }

    /** @return whether it was there */
    public boolean remove(int row) {
        boolean there = contains(row);
        if (there) {
            words[row / BITS] &= ~(1L << row);
        }
        return there;
    }

    /** Adds the row or takes it out. */
    public void set(int row, boolean member) {
        if (member) {
            add(row);
        } else {
            remove(row);
        }
    }

    public boolean contains(int row) {
        checkRow(row);
        return (word(row / BITS) & 1L << row) != 0;
    }

    /** How many rows are in it; costs one pass over the bits. */
    public int size() {
        int size = 0;
        for (long word : words) {
            size += Long.bitCount(word);
        }
        return size;
    }

    /** Takes everything out. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** A copy that changes on its own. */
    public RowSet copy() {
        return new RowSet(words.clone());
    }

    /** Keeps only what is in {@code other} too; gives itself. */
    public RowSet retain(RowSet other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= other.word(i);
        }
        return this;
    }

    /** Adds what is in {@code other}; gives itself. */
    public RowSet addAll(RowSet other) {
        if (other.words.length > words.length) {
            words = Arrays.copyOf(words, other.words.length);
        }
        for (int i = 0; i < other.words.length; i++) {
            words[i] |= other.words[i];
        }
        return this;
    }

    /** Takes out what is in {@code other}; gives itself. */
    public RowSet removeAll(RowSet other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= ~other.word(i);
        }
        return this;
    }

    /** Memory of the bits. */
    long bytes() {
        return (long) words.length * Long.BYTES;
    }

    /** Rows 64·{@code index} … 64·{@code index} + 63, lowest bit first; 0 beyond what was ever added. */
    long word(int index) {
        return index < words.length ? words[index] : 0;
    }

    /** The lowest row from {@code from} on that is not in the set. */
    int firstAbsent(int from) {
        int at = from / BITS;
        long absent = ~word(at) & -1L << from;
        while (absent == 0) {
            absent = ~word(++at);
        }
        return at * BITS + Long.numberOfTrailingZeros(absent);
    }

    private static int words(int rows) {
        return (int) (((long) rows + BITS - 1) / BITS);
    }

    private static void checkRow(int row) {
        if (row < 0) {
            throw new IndexOutOfBoundsException("a row is not negative: " + row);
        }
    }
}
