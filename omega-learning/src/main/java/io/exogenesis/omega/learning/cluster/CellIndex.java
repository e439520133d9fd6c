package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import io.exogenesis.omega.vector.arithmetic.Signatures;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Numbers of vectors by cell. A list is in the order of the numbers' lots, so that its beginning is a sample that nobody chose
 * who does not know the lots. What is removed is skipped and swept out once it is a third of all.
 */
final class CellIndex {
    /** Cells under which a vector is listed. */
    static final int COPIES = 16;
    /** Below this nothing is worth a sweep. */
    private static final int FEW = 1024;

    private final Cell[] cells = new Cell[CoarseCells.CELLS];
    private final BitSet dead = new BitSet();
    private int removed;
    private int listed;
    private long scanned;
    private int[] seen = new int[0];
    private long[] signatureOf = new long[0];
    private long[] secondOf = new long[0];
    private int turn;
    private int[] hits = new int[1024];
    /** Places in a cell that resemble what is looked for. */
    private int[] alike = new int[1024];

    private int found;

    /** One cell's numbers: lot above, number below, ascending up to {@code ordered}; and their signatures. */
    static final class Cell {
        long[] keys = new long[4];
        long[] signatures = new long[4];
        long[] seconds = new long[4];
        int size;
        int ordered;

        void add(long key, Place place) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + (size >> 1));
                signatures = Arrays.copyOf(signatures, keys.length);
                seconds = Arrays.copyOf(seconds, keys.length);
            }
            keys[size] = key;
            signatures[size] = place.signature();
            seconds[size++] = place.second();
        }
    }

    void add(int number, int lot, Place place) {
        for (short cell : place.cells()) {
            Cell c = cells[cell];
            if (c == null) {
                c = cells[cell] = new Cell();
            }
            c.add((long) lot << Integer.SIZE | number, place);
        }
        listed++;
        if (number >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(number + 1, 2 * seen.length));
            signatureOf = Arrays.copyOf(signatureOf, seen.length);
            secondOf = Arrays.copyOf(secondOf, seen.length);
        }
        signatureOf[number] = place.signature();
        secondOf[number] = place.second();
    }

    /** Returns numbers that may be used again: none, or all that were removed up to now. */
    BitSet remove(int number) {
        dead.set(number);
        removed++;
        listed--;
        if (removed < FEW || removed < listed / 2) {
            return new BitSet();
        }
        for (Cell c : cells) {
            if (c != null) {
                sweep(c);
            }
        }
        BitSet free = (BitSet) dead.clone();
        dead.clear();
        removed = 0;
        return free;
    }

    private void sweep(Cell c) {
        int to = 0;
        int ordered = 0;
        for (int i = 0; i < c.size; i++) {
            if (!dead.get((int) c.keys[i])) {
                ordered += i < c.ordered ? 1 : 0;
                c.keys[to] = c.keys[i];
                c.signatures[to] = c.signatures[i];
                c.seconds[to++] = c.seconds[i];
            }
        }
        c.size = to;
        c.ordered = ordered;
    }

    /** Begins a search in which each number is met at most once. */
    void begin() {
        turn++;
        found = 0;
    }

    /** A number that this search is not to meet. */
    void skip(int number) {
        seen[number] = turn;
    }

    /** What was found since the search began or that is {@linkplain #taken left}: the first {@link #found} numbers. */
    int[] hits() {
        return hits;
    }

    int found() {
        return found;
    }

    /** Of what was found, so many at the beginning are still of interest. */
    void taken(int left) {
        found = left;
    }

    /** Finds all that share one of the cells with this place and resemble it, each once. */
    void find(Place place) {
        begin();
        for (short cell : place.cells()) {
            findIn(cell, place);
        }
    }

    /** Numbers that a cell lists. */
    int size(short cell) {
        Cell c = cells[cell];
        return c == null ? 0 : c.size;
    }

    /** Finds all of one cell that resemble this place and were not met yet in this search. */
    void findIn(short cell, Place place) {
        Cell c = cells[cell];
        if (c != null) {
            scan(c, 0, c.size, place);
        }
    }

    /**
     * Goes on in one cell with those whose lots are below {@code bound}, among the first {@code most}.
     *
     * @param from where the last call in this cell stopped
     * @return where to go on
     */
    int findBelow(Place place, int which, int from, long bound, int most) {
        Cell c = cells[place.cells()[which]];
        if (c == null) {
            return from;
        }
        order(c);
        int end = Math.max(from, Math.min(c.size, most));
        int to = end;
        if (bound <= Integer.MAX_VALUE) {
            to = Arrays.binarySearch(c.keys, from, end, bound << Integer.SIZE);
            to = to < 0 ? -to - 1 : to;
        }
        scan(c, from, to, place);
        return to;
    }

    /* No callback in here: what is done with a hit is done in a loop of its own, which the compiler then sees as a whole. */
    private void scan(Cell c, int from, int to, Place place) {
        scan(c, from, to, place, Place.MOST_DIFFERENT);
    }

    private void scan(Cell c, int from, int to, Place place, int mostDifferent) {
        scanned += to - from;
        if (to - from > alike.length) {
            alike = new int[2 * (to - from)];
        }
        int n = Signatures.alike(
                c.signatures, c.seconds, from, to, place.signature(), place.second(), mostDifferent, alike);
        for (int k = 0; k < n; k++) {
            hit((int) c.keys[alike[k]]);
        }
    }

    /** Meets a number unless this search met it before. */
    void hit(int number) {
        if (seen[number] != turn && !dead.get(number)) {
            seen[number] = turn;
            if (found == hits.length) {
                hits = Arrays.copyOf(hits, 2 * found);
            }
            hits[found++] = number;
        }
    }

    /** Whether a lot is among the first {@code most} of a cell. */
    boolean among(short cell, int lot, int most) {
        Cell c = cells[cell];
        if (c == null || c.size <= most) {
            return true;
        }
        order(c);
        return c.keys[most - 1] >>> Integer.SIZE >= lot;
    }

    /** Finds those of a place's home, among the first {@code most}, whose signatures differ from its own in few signs. */
    void findLikest(Place place, int mostDifferent, int most) {
        begin();
        Cell c = cells[place.home()];
        if (c == null) {
            return;
        }
        if (c.size > most) {
            order(c);
        }
        scan(c, 0, Math.min(c.size, most), place, mostDifferent);
    }

    private void order(Cell c) {
        if (c.ordered == c.size) {
            return;
        }
        long[] late = Arrays.copyOfRange(c.keys, c.ordered, c.size);
        Arrays.sort(late);
        int old = c.ordered - 1;
        int add = late.length - 1;
        for (int i = c.size - 1;
                add >= 0;
                i--) { // from behind, so that what is in order already moves once and in a row
            if (old >= 0 && c.keys[old] > late[add]) {
                c.keys[i] = c.keys[old];
                c.signatures[i] = c.signatures[old];
                c.seconds[i] = c.seconds[old--];
            } else {
                c.keys[i] = late[add];
                c.signatures[i] = signatureOf[(int) late[add]];
                c.seconds[i] = secondOf[(int) late[add--]];
            }
        }
        c.ordered = c.size;
    }

    /** Calls {@code visitor} with each cell, in order of lots. */
    void each(Consumer<Cell> visitor) {
        for (Cell c : cells) {
            if (c != null) {
                order(c);
                visitor.accept(c);
            }
        }
    }

    /** So many entries of lists were looked at elsewhere. */
    void scanned(long entries) {
        scanned += entries;
    }

    /** Entries of lists looked at so far. */
    long scanned() {
        return scanned;
    }
}
