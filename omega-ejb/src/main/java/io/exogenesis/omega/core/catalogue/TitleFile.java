package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Titles as an operator sent them, entry by entry: those that can be imported, and what is wrong with the others. Not safe for
 * concurrent use.
 */
public final class TitleFile {
    /** Faults that are kept, and titles that a report names of each kind: what a person reads. */
    public static final int EXAMPLES = 20;

    private final String unit;
    private final Map<MediaId, Entry> entries = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private int broken;
    private int duplicates;
    private String sha256 = "";

    private record Entry(int place, MediaItem item) {}

    /**
     * What is wrong with one entry.
     *
     * @param at where it is, such as {@code line 7}
     * @param reason one line for a person, which may quote the entry
     */
    public record Fault(String at, Kind kind, String reason) {
        /** Whether the entry by itself, with another one of the file, or with the catalogue. */
        public enum Kind {
            BROKEN,
            DUPLICATE,
            CONFLICT
        }

        @Override
        public String toString() {
            return at + ": " + reason;
        }
    }

    /** @param unit what an entry's place counts, such as {@code line} */
    public TitleFile(String unit) {
        this.unit = unit;
    }

    /** Titles that nobody had to read. */
    static TitleFile of(List<MediaItem> titles) {
        TitleFile file = new TitleFile("title number");
        for (int i = 0; i < titles.size(); i++) {
            file.add(i + 1, titles.get(i));
        }
        return file;
    }

    /** @throws RefusedException {@code TOO_LARGE} beyond {@link Catalogue#MAX_ITEMS} entries, likewise {@link #broken} */
    public void add(int place, MediaItem item) {
        bound();
        Entry first = entries.putIfAbsent(item.id(), new Entry(place, item));
        if (first != null) {
            duplicates++;
            String reason = "title " + item.id() + " is named twice, first in " + unit + " " + first.place;
            fault(place, Fault.Kind.DUPLICATE, reason);
        }
    }

    public void broken(int place, String reason) {
        bound();
        broken++;
        fault(place, Fault.Kind.BROKEN, reason);
    }

    private void bound() {
        if (entries.size() + broken + duplicates == Catalogue.MAX_ITEMS) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE, "a catalogue has at most " + Catalogue.MAX_ITEMS + " titles");
        }
    }

    private void fault(int place, Fault.Kind kind, String reason) {
        if (faults.size() < EXAMPLES) {
            faults.add(new Fault(unit + " " + place, kind, Refusals.oneLine(reason)));
        }
    }

    /** All of it was read; @param hex the SHA-256 of the bytes. */
    public TitleFile complete(String hex) {
        sha256 = hex;
        return this;
    }

    /** Each id once, in the order of the file. */
    public Collection<MediaItem> titles() {
        return Collections.unmodifiableCollection(
                entries.values().stream().map(Entry::item).toList());
    }

    boolean names(MediaId id) {
        return entries.containsKey(id);
    }

    /** Of a title of it that does not go with the catalogue. */
    Fault conflict(MediaId id, String reason) {
        Entry entry = entries.get(id);
        return new Fault(unit + " " + (entry == null ? 0 : entry.place), Fault.Kind.CONFLICT, reason);
    }

    /** The first {@value #EXAMPLES} that were found. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    public int broken() {
        return broken;
    }

    public int duplicates() {
        return duplicates;
    }

    /** 64 hex digits; empty before it is {@link #complete}. */
    public String sha256() {
        return sha256;
    }
}
