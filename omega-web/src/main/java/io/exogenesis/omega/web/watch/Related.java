package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.insight.RelatedTitles;
import io.exogenesis.omega.core.insight.TrendsAndDiscoveries;
import io.exogenesis.omega.model.MediaItem;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A title that belongs to another, and why.
 *
 * @param why one sentence
 */
record Related(MediaItem title, String why) {
    /** What viewers watch together first, then what is close in content; at most {@code limit}. */
    static List<Related> to(MediaItem title, Titles titles, TrendsAndDiscoveries insight, int limit) {
        List<Related> found = new ArrayList<>();
        for (RelatedTitles pair : insight.discoveries()) {
            boolean first = pair.first().id().equals(title.id());
            if (first || pair.second().id().equals(title.id())) {
                found.add(new Related(
                        first ? pair.second() : pair.first(),
                        pair.viewers() + " of " + pair.sampled()
                                + " viewers have both, though their texts are unlike"));
            }
        }
        for (MediaItem near : titles.like(title, limit)) {
            if (found.stream().noneMatch(r -> r.title.id().equals(near.id()))) {
                found.add(new Related(near, why(title, near)));
            }
        }
        return found.stream().limit(limit).toList();
    }

    private static String why(MediaItem title, MediaItem near) {
        List<String> shared =
                title.genres().stream().filter(near.genres()::contains).toList();
        boolean sameDecade = title.year().isPresent()
                && near.year().isPresent()
                && title.year().getAsInt() / 10 == near.year().getAsInt() / 10;
        String genres = shared.isEmpty() ? "" : ": both " + String.join(", ", shared);
        String decade = sameDecade ? (genres.isEmpty() ? ": " : ", ") + "of the same decade" : "";
        return "Close in content" + genres + decade;
    }

    JsonObject view() {
        return WatchViews.object()
                .add("title", WatchViews.of(title))
                .add("why", why)
                .build();
    }
}
