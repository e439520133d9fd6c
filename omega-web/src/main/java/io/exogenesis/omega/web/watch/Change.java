package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * What became of a list by one thing that the viewer did.
 *
 * @param before titles of the list beforehand, best first
 * @param offer the list as it is afterwards
 */
record Change(List<MediaId> before, Evening.Offer offer) {
    Change {
        before = List.copyOf(before);
    }

    List<MediaId> now() {
        return offer.ids();
    }

    /** Titles that were not in the list before, best first. */
    List<MediaId> entered() {
        return now().stream().filter(id -> !before.contains(id)).toList();
    }

    /** Titles that stand further up than before, though none but new ones came in between. */
    List<MediaId> risen() {
        List<MediaId> stayed = before.stream().filter(now()::contains).toList();
        List<MediaId> known = now().stream().filter(before::contains).toList();
        return known.stream()
                .filter(id -> known.indexOf(id) < stayed.indexOf(id))
                .toList();
    }

    /** One sentence: what was done, and what it changed. */
    String sentence(String done, MediaItem title) {
        int came = entered().size();
        int rose = risen().size();
        String what = done + " " + title.title() + ": ";
        if (came == 0 && rose == 0) {
            return what + "your list stays in its order";
        }
        String news = came == 0 ? "" : came + (came == 1 ? " new title" : " new titles");
        String moves = rose == 0 ? "" : rose + (rose == 1 ? " title rose" : " titles rose");
        return what + news + (came > 0 && rose > 0 ? ", " : "") + moves;
    }

    JsonObject view(String done, MediaItem title) {
        JsonArrayBuilder entered =
                WatchViews.texts(entered().stream().map(MediaId::value).toList());
        JsonArrayBuilder risen =
                WatchViews.texts(risen().stream().map(MediaId::value).toList());
        return WatchViews.object()
                .add("sentence", sentence(done, title))
                .add("entered", entered)
                .add("risen", risen)
                .build();
    }
}
