package io.exogenesis.omega.learning.trend;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is new in a viewer's newest sample against the samples before. A viewer's first sample has nothing to differ from, so
 * it is all old: whoever joins brings years of watching, not a trend.
 *
 * <p>Samples are not kept. Of each viewer two fingerprints of {@value #BITS} bits remain, of this and of the last window, with
 * one bit for a title. They err on purpose: with some fifty titles in them, one title in ten seems to be there that is not, so
 * a fingerprint of a catalogue of ten thousand titles points to a thousand, fifty of them true. What is taken for old wrongly is
 * missing from every title's count alike. A title that left a sample and came back is new only after a whole window.
 *
 * <p>Not safe for concurrent use. 160 bytes a viewer.
 */
public final class SampleDifferences {
    /** Bits of a fingerprint: the chance to take a new title for an old one is about titles / bits. */
    static final int BITS = 512;

    private static final int WORDS = BITS / Long.SIZE;
    /** A viewer not seen for so many windows is forgotten: both its fingerprints are then out of date. */
    private static final int FORGOTTEN_WINDOWS = 2;

    private final int windowDays;
    private final int maxViewers;
    private final Map<Long, Prints> viewers = new HashMap<>();

    /**
     * @param windowDays a title is new to a viewer at most once in so many days
     * @param maxViewers viewers remembered; beyond it the tenth not seen for longest is forgotten
     */
    public SampleDifferences(int windowDays, int maxViewers) {
        if (windowDays < 1 || maxViewers < 10) {
            throw new LearningException(
                    "a window has at least 1 day and 10 viewers, not " + windowDays + " and " + maxViewers);
        }
        this.windowDays = windowDays;
        this.maxViewers = maxViewers;
    }

    /**
     * The titles that are new in this sample, which is remembered in place of the ones before.
     *
     * @param viewer pseudonym
     * @param day epoch day, not before the viewer's last
     */
    public List<MediaId> fresh(String viewer, TasteSample sample, long day) {
        long who = hash(viewer);
        Prints known = viewers.get(who);
        if (known != null && day - known.seen > (long) FORGOTTEN_WINDOWS * windowDays) {
            known = null;
        }
        boolean first = known == null;
        if (known == null) {
            makeRoom();
            known = new Prints(day);
            viewers.put(who, known);
        } else if (day - known.began >= windowDays) {
            known.turn(day);
        }
        known.seen = Math.max(known.seen, day);
        List<MediaId> out = new ArrayList<>();
        for (SampledItem item : sample.items()) {
            int bit = (int) (mixed(who ^ hash(item.item().value())) >>> 1) & BITS - 1;
            if (known.set(bit) && !first) {
                out.add(item.item());
            }
        }
        return out;
    }

    /** Forgets a viewer, as its owner wished. */
    public void forget(String viewer) {
        viewers.remove(hash(viewer));
    }

    /** Viewers remembered. */
    public int size() {
        return viewers.size();
    }

    private void makeRoom() {
        if (viewers.size() >= maxViewers) {
            viewers.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<Long, Prints>>comparingLong(e -> e.getValue().seen)
                            .thenComparing(Map.Entry::getKey))
                    .limit(Math.max(1, maxViewers / 10))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(viewers::remove);
        }
    }

    private static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int k = 0; k < text.length(); k++) {
            h = (h ^ text.charAt(k)) * 0x100000001b3L;
        }
        return mixed(h);
    }

    private static long mixed(long x) {
        long z = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /**
     * Bytes: viewers int; for each its hash, the day its window began and the day it was last seen, long each, then the words
     * of the two fingerprints, this window's first. Viewers not seen for two windows before {@code today} are left out.
     */
    void write(DataOutputStream out, long today) throws IOException {
        TreeMap<Long, Prints> kept = new TreeMap<>();
        viewers.forEach((who, p) -> {
            if (today - p.seen <= (long) FORGOTTEN_WINDOWS * windowDays) {
                kept.put(who, p);
            }
        });
        out.writeInt(kept.size());
        for (Map.Entry<Long, Prints> e : kept.entrySet()) {
            out.writeLong(e.getKey());
            e.getValue().write(out);
        }
    }

    /** Reads what {@link #write} wrote into this, which must be empty. */
    void read(DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            long who = in.readLong();
            viewers.put(who, Prints.read(in));
        }
    }

    /** Fingerprints of one viewer. */
    private static final class Prints {
        long began;
        long seen;
        long[] now = new long[WORDS];
        long[] last = new long[WORDS];

        Prints(long day) {
            began = day;
            seen = day;
        }

        /** A window is over. */
        void turn(long day) {
            last = now;
            now = new long[WORDS];
            began = day;
        }

        /** Sets a bit; true if it was in neither fingerprint. */
        boolean set(int bit) {
            long mask = 1L << bit;
            int word = bit / Long.SIZE;
            boolean known = ((now[word] | last[word]) & mask) != 0;
            now[word] |= mask;
            return !known;
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(began);
            out.writeLong(seen);
            for (long word : now) {
                out.writeLong(word);
            }
            for (long word : last) {
                out.writeLong(word);
            }
        }

        static Prints read(DataInputStream in) throws IOException {
            Prints p = new Prints(in.readLong());
            p.seen = in.readLong();
            for (int k = 0; k < WORDS; k++) {
                p.now[k] = in.readLong();
            }
            for (int k = 0; k < WORDS; k++) {
                p.last[k] = in.readLong();
            }
            return p;
        }
    }
}
