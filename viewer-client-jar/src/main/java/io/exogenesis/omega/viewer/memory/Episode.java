package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One choice of the viewer and how it went (specification §4.2: {@code storeEpisode}).
 *
 * @param session number of the session
 * @param task {@value #MEDIA_SELECTION}
 * @param query the search that led here, if one did
 * @param media what was chosen
 * @param watched how long; zero for a rating
 * @param rating given, if any
 * @param reward engagement in [0, 1]
 */
public record Episode(
        long session,
        Instant at,
        String task,
        Optional<String> query,
        MediaId media,
        Duration watched,
        OptionalDouble rating,
        double reward) {
    public static final String MEDIA_SELECTION = "media_selection";
    /** From this reward on an episode counts as a success. */
    public static final double SUCCESS = .6;

    public boolean success() {
        return reward >= SUCCESS;
    }

    /** What the agent says about its own choice, in one line. */
    public String critique() {
        String what = rating.isPresent()
                ? "Viewer rated it " + rating.getAsDouble()
                : "Viewer watched " + watched.toMinutes() + " min (engagement " + Math.round(reward * 100) + " %)";
        return what + (success() ? ": good choice" : reward >= .35 ? ": fair choice" : ": poor choice");
    }
}
