package io.exogenesis.omega.viewer.internal.store;

/**
 * Rows by id: a hash table with open addressing (linear probing, Knuth, "The Art of Computer Programming" 3, 6.4) in two arrays,
 * at most 32 bytes an entry where a map of objects needs 72. Not thread-safe.
 */
final class LongRows {
    static final int NONE = -1;

    private static final int SMALLEST = 16;
    /** Fullest before it grows: probes stay short. */
    private static final double LOAD = .75;

    private long[] ids = new long[SMALLEST];
    /** Row + 1; 0: empty. */
    private int[] rows = new int[SMALLEST];

    private int size;

    int get(long id) {
        int at = find(id);
        return rows[at] - 1;
    }

    void put(long id, int row) {
        if (size + 1 > ids.length * LOAD) {
            grow();
        }
        int at = find(id);
        if (rows[at] == 0) {
            size++;
        }
        ids[at] = id;
        rows[at] = row + 1;
    }

    /** The row it had, or {@link #NONE}. */
    int remove(long id) {
        int hole = find(id);
        int row = rows[hole] - 1;
        if (row == NONE) {
            return NONE;
        }
        size--;
        // those behind it that would not be found across the hole move into it
        for (int at = next(hole); rows[at] != 0; at = next(at)) {
            if (((at - slot(ids[at])) & (ids.length - 1)) >= ((at - hole) & (ids.length - 1))) {
                ids[hole] = ids[at];
                rows[hole] = rows[at];
                hole = at;
            }
        }
        rows[hole] = 0;
        return row;
    }

    int size() {
        return size;
    }

    private int find(long id) {
        int at = slot(id);
        while (rows[at] != 0 && ids[at] != id) {
            at = next(at);
        }
        return at;
    }

    private int next(int at) {
        return (at + 1) & (ids.length - 1);
    }

    private int slot(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L; // Fibonacci hashing
        return (int) (mixed >>> 32) & (ids.length - 1);
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldRows = rows;
        ids = new long[oldIds.length * 2];
        rows = new int[oldIds.length * 2];
        size = 0;
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != 0) {
                put(oldIds[i], oldRows[i] - 1);
            }
        }
    }
}
