package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry.Kind;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The raw contributions of one viewer that count in the running epoch, in the order of their sequence numbers: 33 bytes each,
 * since a hundred thousand viewers have some of them. Quotas bound how many there are.
 */
final class RawContributions {
    private static final int NONE = 0;
    private static final int SETTLED = 4;
    private static final int KIND = 3;
    private static final Kind[] KINDS = Kind.values();

    private int size;
    private long[] seqs = new long[NONE];
    private long[] keys = new long[NONE];
    private long[] positions = new long[NONE];
    private long[] since = new long[NONE];
    private byte[] flags = new byte[NONE];

    int size() {
        return size;
    }

    long seq(int i) {
        return seqs[i];
    }

    /** What a newer contribution must have alike to take this one's place; 0 if none does. */
    long key(int i) {
        return keys[i];
    }

    /** Where it stands in the log; 0 as long as that is not known. */
    long position(int i) {
        return positions[i];
    }

    /** Where the first version of it stood in this epoch. */
    long since(int i) {
        return since[i];
    }

    Kind kind(int i) {
        return KINDS[flags[i] & KIND];
    }

    boolean settled(int i) {
        return (flags[i] & SETTLED) != 0;
    }

    void settle(int i) {
        flags[i] |= SETTLED;
    }

    void locate(int i, long key, long position) {
        keys[i] = key;
        positions[i] = position;
        since[i] = since[i] == 0 ? position : since[i];
    }

    void since(int i, long position) {
        since[i] = position;
    }

    /** Index of this sequence number, or negative. */
    int indexOf(long seq) {
        return Arrays.binarySearch(seqs, 0, size, seq);
    }

    /** Index of the one with this key, or −1. Looks at all: a quota is some dozens. */
    int indexOf(Kind kind, long key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key && kind(i) == kind) {
                return i;
            }
        }
        return -1;
    }

    /** Behind all that are here. */
    void add(long seq, Kind kind, boolean settled, long key, long position) {
        if (size == seqs.length) {
            int more = size + Math.max(4, size / 2);
            seqs = Arrays.copyOf(seqs, more);
            keys = Arrays.copyOf(keys, more);
            positions = Arrays.copyOf(positions, more);
            since = Arrays.copyOf(since, more);
            flags = Arrays.copyOf(flags, more);
        }
        seqs[size] = seq;
        keys[size] = key;
        positions[size] = position;
        since[size] = position;
        flags[size] = (byte) (kind.ordinal() + (settled ? SETTLED : 0));
        size++;
    }

    /** Removes those that this holds for, and returns how many. The rest keeps its order. */
    int removeIf(IntPredicate which) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!which.test(i)) {
                seqs[kept] = seqs[i];
                keys[kept] = keys[i];
                positions[kept] = positions[i];
                since[kept] = since[i];
                flags[kept] = flags[i];
                kept++;
            }
        }
        int removed = size - kept;
        size = kept;
        return removed;
    }

    /** Number of the last one of this kind; 0 if there is none. */
    long newest(Kind kind) {
        for (int i = size - 1; i >= 0; i--) {
            if (kind(i) == kind) {
                return seqs[i];
            }
        }
        return 0;
    }

    int count(Kind kind) {
        int n = 0;
        for (int i = 0; i < size; i++) {
            n += kind(i) == kind ? 1 : 0;
        }
        return n;
    }

    RawContributions copy() {
        RawContributions copy = new RawContributions();
        copy.size = size;
        copy.seqs = Arrays.copyOf(seqs, size);
        copy.keys = Arrays.copyOf(keys, size);
        copy.positions = Arrays.copyOf(positions, size);
        copy.since = Arrays.copyOf(since, size);
        copy.flags = Arrays.copyOf(flags, size);
        return copy;
    }
}
