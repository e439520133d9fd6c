package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.FrequentDirections;
import io.exogenesis.omega.model.MediaId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the defence remembers between epochs: of a title its granted mass and its tally in the audit, of viewers two half
 * sketches, in which none can be found. Immutable.
 */
public final class DefenceState {
    /** Before the first epoch. */
    public static final DefenceState EMPTY = new DefenceState(new TreeMap<>(), List.of(), Audit.EMPTY, 0);

    /** Stands where the first format has its number of titles. */
    private static final int WITH_CLEARANCES = -2;

    /** History of granted masses; empty until an epoch founds it. */
    private final SortedMap<MediaId, TitleTrust> titles;
    /** Sketches of the rows of half 0 and half 1. */
    private final List<FrequentDirections> halves;

    private final Audit audit;
    /** Number of the newest clearance that an epoch has taken in; it is not applied again. */
    private final long cleared;

    DefenceState(SortedMap<MediaId, TitleTrust> titles, List<FrequentDirections> halves, Audit audit, long cleared) {
        this.titles = Collections.unmodifiableSortedMap(titles);
        this.halves = List.copyOf(halves);
        this.audit = audit;
        this.cleared = cleared;
    }

    /** The same with another audit. */
    DefenceState with(Audit other) {
        return new DefenceState(titles, halves, other, cleared);
    }

    SortedMap<MediaId, TitleTrust> titles() {
        return titles;
    }

    /** None or two. */
    List<FrequentDirections> halves() {
        return halves;
    }

    Audit audit() {
        return audit;
    }

    /** Whether there is a history to compare an epoch with. */
    public boolean founded() {
        return !titles.isEmpty();
    }

    /**
     * Number of the newest clearance of {@link Moderation} that an epoch has taken in, 0 for none. It and those before it are
     * done: a round does not apply them again.
     */
    public long clearedThrough() {
        return cleared;
    }

    /** Titles that the audit refuted; only the operator can clear one, or anchor it. */
    public Set<MediaId> refuted() {
        return audit.refuted();
    }

    /**
     * Writes: −2 (int) and the number of the newest clearance (long), which the first format did not have; titles (count
     * int; id, granted and settled float), halves (count int; sketches), audit. Ids are modified UTF-8 with a length of two
     * bytes; all big-endian.
     */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(WITH_CLEARANCES);
        out.writeLong(cleared);
        out.writeInt(titles.size());
        for (Map.Entry<MediaId, TitleTrust> e : titles.entrySet()) {
            out.writeUTF(e.getKey().value());
            out.writeFloat(e.getValue().granted());
            out.writeFloat(e.getValue().settled());
        }
        out.writeInt(halves.size());
        for (FrequentDirections half : halves) {
            half.write(out);
        }
        audit.write(out);
    }

    /** Reads what {@link #write} wrote, now or in the first format. */
    public static DefenceState read(DataInputStream in) throws IOException {
        int first = in.readInt();
        long cleared = first == WITH_CLEARANCES ? in.readLong() : 0;
        int count = first == WITH_CLEARANCES ? in.readInt() : first;
        SortedMap<MediaId, TitleTrust> titles = new TreeMap<>();
        for (int left = count; left > 0; left--) {
            titles.put(new MediaId(in.readUTF()), new TitleTrust(in.readFloat(), in.readFloat()));
        }
        List<FrequentDirections> halves = new java.util.ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            halves.add(FrequentDirections.read(in));
        }
        return new DefenceState(titles, halves, Audit.read(in), cleared);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof DefenceState d
                && d.titles.equals(titles)
                && d.halves.equals(halves)
                && d.audit.equals(audit)
                && d.cleared == cleared;
    }

    @Override
    public int hashCode() {
        return titles.hashCode() * 31 + audit.hashCode();
    }

    @Override
    public String toString() {
        return "DefenceState[" + titles.size() + " titles, " + audit.refuted().size() + " refuted]";
    }
}
