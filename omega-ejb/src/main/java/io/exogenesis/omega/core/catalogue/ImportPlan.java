package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.TitleFile.Fault;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.TitleChange;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a file would do to the titles that there are.
 *
 * @param added titles that are new
 * @param changed known titles with other texts, as they were and as they would be
 * @param withdrawn known titles that would go
 * @param conflicts titles of the file that are known with other texts, where they must be the same
 * @param faults the first of all kinds
 * @param counts of all that would be done
 * @param total titles afterwards
 */
public record ImportPlan(
        TitleFile file,
        ImportMode mode,
        List<MediaItem> added,
        List<Change> changed,
        List<MediaItem> withdrawn,
        int conflicts,
        List<Fault> faults,
        TitleImport.Counts counts,
        int total) {

    /** One title with other texts. */
    public record Change(MediaItem before, MediaItem after) {}

    static ImportPlan of(List<MediaItem> known, TitleFile file, ImportMode mode) {
        Map<MediaId, MediaItem> rest = new LinkedHashMap<>(); // what the file does not name
        known.forEach(i -> rest.put(i.id(), i));
        List<MediaItem> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(file.faults());
        int conflicts = 0;
        int unchanged = 0;
        for (MediaItem item : file.titles()) {
            MediaItem before = rest.remove(item.id());
            if (before == null) {
                added.add(item);
            } else if (before.equals(item)) {
                unchanged++;
            } else if (mode == ImportMode.REPLACE) {
                changed.add(new Change(before, item));
            } else if (conflicts++ < TitleFile.EXAMPLES) {
                faults.add(file.conflict(
                        item.id(),
                        "title " + item.id() + " is in the catalogue as \"" + before.title()
                                + "\" already, with other texts"));
            }
        }
        List<MediaItem> withdrawn = mode == ImportMode.REPLACE ? List.copyOf(rest.values()) : List.of();
        return new ImportPlan(
                file,
                mode,
                added,
                changed,
                withdrawn,
                conflicts,
                faults.stream().limit(TitleFile.EXAMPLES).toList(),
                new TitleImport.Counts(added.size(), changed.size(), withdrawn.size(), unchanged),
                known.size() + added.size() - withdrawn.size());
    }

    /** Entries that keep the file from being imported. */
    public int refused() {
        return file.broken() + file.duplicates() + conflicts;
    }

    /**
     * All of a file is imported or nothing.
     *
     * @throws RefusedException {@code MALFORMED} with the first entry that is not as it should be, {@code TOO_LARGE} beyond {@link
     *     Catalogue#MAX_ITEMS}
     */
    void check() {
        if (refused() > 0) {
            String more = refused() == 1 ? "" : " (and " + (refused() - 1) + " more, which a dry run lists)";
            throw new RefusedException(Refusal.Code.MALFORMED, faults.getFirst() + more);
        }
        if (total > Catalogue.MAX_ITEMS) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE, "a catalogue has at most " + Catalogue.MAX_ITEMS + " titles, not " + total);
        }
    }

    TitleChange change() {
        return new TitleChange(
                Stream.concat(added.stream(), changed.stream().map(Change::after))
                        .toList(),
                withdrawn.stream().map(MediaItem::id).toList());
    }
}
