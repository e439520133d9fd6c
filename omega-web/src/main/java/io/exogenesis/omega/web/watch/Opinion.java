package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an agent thinks of a title that was not seen yet.
 *
 * @param place among all unseen titles, from 1 on
 * @param of how many are unseen
 * @param verdict one sentence
 * @param reason one sentence: what speaks for it, or what of the history is nearest to it
 */
record Opinion(int place, int of, String verdict, String reason) {
    /** Recommendations that have a reason of their own; further down the nearest liked title has to explain. */
    private static final int EXPLAINED = 60;

    /** Empty where the title was seen or turned down, or nothing is known of the viewer. */
    static Optional<Opinion> of(Evening evening, MediaItem title, Titles titles) {
        List<WatchedTitle> history = evening.history();
        boolean turnedDown = history.stream().anyMatch(w -> w.media().equals(title.id()) && !w.seen());
        int place = history.isEmpty() || turnedDown ? 0 : evening.placeOf(title.id());
        if (place == 0) {
            return Optional.empty();
        }
        int unseen = titles.size()
                - (int) history.stream().filter(WatchedTitle::seen).count();
        String reason = evening.best(ViewerContext.top(EXPLAINED)).stream()
                .filter(r -> r.mediaId().equals(title.id()))
                .findFirst()
                .map(Recommendation::reason)
                .orElseGet(() -> nearest(history, title, titles));
        return Optional.of(new Opinion(place, unseen, verdict(place, unseen), reason));
    }

    private static String verdict(int place, int of) {
        double share = (double) place / of;
        if (share <= .02) {
            return "One of the best for you, as far as your agent knows you";
        }
        if (share <= .15) {
            return "Your agent would recommend it";
        }
        return share <= .5 ? "Perhaps: your agent has better ideas" : "Your agent would not recommend it";
    }

    private static String nearest(List<WatchedTitle> history, MediaItem title, Titles titles) {
        List<WatchedTitle> newestFirst = history.stream()
                .sorted(Comparator.comparing(WatchedTitle::at).reversed())
                .toList();
        return titles.closest(
                        title, newestFirst.stream().map(WatchedTitle::media).toList())
                .map(t -> "Of what you told, " + t.title() + " is nearest to it")
                .orElse("Nothing that you told is near to it");
    }

    JsonObject view() {
        return WatchViews.object()
                .add("place", place)
                .add("of", of)
                .add("verdict", verdict)
                .add("reason", reason)
                .build();
    }
}
