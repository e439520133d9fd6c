package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.wire.Refusals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The title that was probably meant by an id that the catalogue does not know. */
final class NearestTitle {
    /** Of a longer word the rest is not compared: no id in use is as long. */
    private static final int COMPARED = 40;

    private NearestTitle() {}

    /**
     * What to tell a person who named an unknown title; empty if it is known, or if there is no catalogue to know it.
     *
     * @param catalogue looked through once
     */
    static Optional<String> warning(String id, List<MediaItem> catalogue) {
        if (catalogue.isEmpty()
                || catalogue.stream().anyMatch(item -> item.id().value().equals(id))) {
            return Optional.empty();
        }
        return Optional.of(Refusals.printable("The catalogue has no title with the id " + id + "; "
                + meant(folded(id), catalogue) + " It is remembered as it is, and counts when a catalogue has it."));
    }

    private static String meant(String wanted, List<MediaItem> catalogue) {
        Optional<MediaItem> named = catalogue.stream()
                .filter(item -> wanted.length() > 2 && folded(item.title()).contains(wanted))
                .min(Comparator.comparingInt(item -> item.title().length()));
        MediaItem nearest = named.orElseGet(() -> catalogue.stream()
                .min(Comparator.comparingInt(item -> distance(wanted, item)))
                .orElseThrow());
        // more than half of it changed is another word
        return named.isPresent() || 2 * distance(wanted, nearest) <= wanted.length()
                ? "did you mean " + name(nearest) + "?"
                : "ids look like " + name(nearest) + ".";
    }

    private static int distance(String wanted, MediaItem item) {
        return distance(wanted, folded(item.id().value()));
    }

    private static String name(MediaItem item) {
        return item.id() + " (" + item.title() + ")";
    }

    private static String folded(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(COMPARED, lower.length()));
    }

    /** Levenshtein's: letters to insert, delete or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
