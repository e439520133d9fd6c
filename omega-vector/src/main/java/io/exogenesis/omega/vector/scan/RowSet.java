package io.exogenesis.omega.vector.scan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * A set of row numbers, one bit each: which rows of a {@link ScanCopy} a search may answer with.
 *
 * <p>A scan reads it 64 rows at a time, so that no predicate is asked row by row. An owner that filters by the same bound or
 * tag again and again keeps one set a condition up to date and intersects. It grows as rows are added. Not thread-safe:
 * changes need the lock that the {@link ScanCopy}'s changes need.
 */
public final class RowSet {
    private final BitSet rows = new BitSet();

    /** The rows in [0, {@code rows}) that pass. */
    public static RowSet of(int rows, IntPredicate passes) {
        if (rows < 0) {
            throw new IllegalArgumentException("a set has no negative number of rows: " + rows);
        }
        RowSet set = new RowSet();
        for (int row = 0; row < rows; row++) {
            if (passes.test(row)) {
                set.rows.set(row);
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
        boolean fresh = !contains(row);
        rows.set(row);
        return fresh;
    }

    /** @return whether it was there */
    public boolean remove(int row) {
        boolean there = contains(row);
        rows.clear(row);
        return there;
    }

    /** Adds the row or takes it out. */
    public void set(int row, boolean member) {
        checkRow(row);
        rows.set(row, member);
    }

    public boolean contains(int row) {
        checkRow(row);
        return rows.get(row);
    }

    /** How many rows are in it; costs one pass over the bits. */
    public int size() {
        return rows.cardinality();
    }

    /** Takes everything out. */
    public void clear() {
        rows.clear();
    }

    /** A copy that changes on its own. */
    public RowSet copy() {
        return new RowSet().addAll(this);
    }

    /** Keeps only what is in {@code other} too; gives itself. */
    public RowSet retain(RowSet other) {
        rows.and(other.rows);
        return this;
    }

    /** Adds what is in {@code other}; gives itself. */
    public RowSet addAll(RowSet other) {
        rows.or(other.rows);
        return this;
    }

    /** Takes out what is in {@code other}; gives itself. */
    public RowSet removeAll(RowSet other) {
        rows.andNot(other.rows);
        return this;
    }

    /** Memory of the bits. */
    long bytes() {
        return rows.size() / Byte.SIZE;
    }

    /** The first {@code blocks} times 64 rows, lowest bit first. */
    long[] words(int blocks) {
        return Arrays.copyOf(rows.toLongArray(), blocks);
    }

    /** The lowest row from {@code from} on that is not in the set. */
    int firstAbsent(int from) {
        return rows.nextClearBit(from);
    }

    private static void checkRow(int row) {
        if (row < 0) {
            throw new IndexOutOfBoundsException("a row is not negative: " + row);
        }
    }
}
