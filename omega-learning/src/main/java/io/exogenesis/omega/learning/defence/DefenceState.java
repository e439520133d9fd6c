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
    public static final DefenceState EMPTY = new DefenceState(new TreeMap<>(), List.of(), Audit.EMPTY);

    /** History of granted masses; empty until an epoch founds it. */
    private final SortedMap<MediaId, TitleTrust> titles;
    /** Sketches of the rows of half 0 and half 1. */
    private final List<FrequentDirections> halves;

    private final Audit audit;

    DefenceState(SortedMap<MediaId, TitleTrust> titles, List<FrequentDirections> halves, Audit audit) {
        this.titles = Collections.unmodifiableSortedMap(titles);
        this.halves = List.copyOf(halves);
        this.audit = audit;
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

    /** Titles that the audit refuted; only the operator can clear one, by anchoring it. */
    public Set<MediaId> refuted() {
        return audit.refuted();
    }

    /**
     * Writes: titles (count int; id, granted and settled float), halves (count int; sketches), audit. Ids are modified UTF-8
     * with a length of two bytes; all big-endian.
     */
    public void write(DataOutputStream out) throws IOException {
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

    /** Reads what {@link #write} wrote. */
    public static DefenceState read(DataInputStream in) throws IOException {
        SortedMap<MediaId, TitleTrust> titles = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            titles.put(new MediaId(in.readUTF()), new TitleTrust(in.readFloat(), in.readFloat()));
        }
        List<FrequentDirections> halves = new java.util.ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            halves.add(FrequentDirections.read(in));
        }
        return new DefenceState(titles, halves, Audit.read(in));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof DefenceState d
                && d.titles.equals(titles)
                && d.halves.equals(halves)
                && d.audit.equals(audit);
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
