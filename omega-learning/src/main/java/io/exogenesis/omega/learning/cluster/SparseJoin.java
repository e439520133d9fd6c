package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CellIndex.Cell;
import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import io.exogenesis.omega.vector.arithmetic.Signatures;
import java.util.Arrays;
import java.util.BitSet;

/**
 * For many numbers at once: all that share a cell with one and resemble it, where they are few. It goes cell by cell, so that
 * a list comes from memory once and not once for each that searches it: a search of sixteen lists waits for memory nearly all of
 * its time. Most patterns of a large epoch have few that resemble them.
 */
final class SparseJoin {
    /** In one cell; who has more is crowded and searches by itself, since the lowest lots are enough for it. */
    private static final int FEW = 8;
    /** Entries that are compared before it is known whether they are few. */
    private static final int CHUNK = 256;

    private final CellIndex index;
    private final BitSet wanted;
    private final int most;
    private final BitSet crowded = new BitSet();
    private final int[] alike = new int[CHUNK];
    /** Pairs: number above, who resembles it below. */
    private long[] pairs = new long[1 << 12];

    private int size;
    private int read;

    /** @param most entries of a cell that are looked at, those of lowest lot */
    SparseJoin(CellIndex index, BitSet wanted, int most) {
        this.index = index;
        this.wanted = wanted;
        this.most = most;
        index.each(this::join);
        Arrays.sort(pairs, 0, size);
    }

    /** Begins a search in the index that has met all that resemble this number; false if they are not known. */
    boolean search(int number) {
        if (!wanted.get(number) || crowded.get(number)) {
            return false;
        }
        index.begin();
        index.skip(number);
        long first = (long) number << Integer.SIZE;
        if (read >= size || pairs[read] < first || read > 0 && pairs[read - 1] >= first) {
            int at = Arrays.binarySearch(pairs, 0, size, first);
            read = at < 0 ? -at - 1 : at;
        }
        while (read < size && pairs[read] >>> Integer.SIZE == number) {
            index.hit((int) pairs[read++]);
        }
        return true;
    }

    private void join(Cell c) {
        int end = Math.min(c.size, most);
        for (int p = 0; p < c.size; p++) {
            int number = (int) c.keys[p];
            if (wanted.get(number) && !crowded.get(number)) {
                join(c, p, end);
            }
        }
    }

    private void join(Cell c, int own, int end) {
        int found = 0;
        int from = 0;
        for (; from < end && found <= FEW; from += CHUNK) {
            int to = Math.min(end, from + CHUNK);
            int n = Signatures.alike(
                    c.signatures, c.seconds, from, to, c.signatures[own], c.seconds[own], Place.MOST_DIFFERENT, alike);
            for (int k = 0; k < n; k++) {
                if (alike[k] != own) {
                    found++;
                    add((long) (int) c.keys[own] << Integer.SIZE | c.keys[alike[k]] & 0xffffffffL);
                }
            }
        }
        index.scanned(Math.min(from, end));
        if (found > FEW) {
            crowded.set((int) c.keys[own]);
            size -= found; // they are of no use
        }
    }

    private void add(long pair) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * size);
        }
        pairs[size++] = pair;
    }
}
