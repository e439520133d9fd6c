package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.track.Watch;
import io.exogenesis.omega.viewer.internal.values.Times;
import io.exogenesis.omega.viewer.memory.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One choice of the viewer and how it went, made from an event: the compact form of an {@link Episode} of {@value
 * Episode#MEDIA_SELECTION}.
 *
 * @param number of the event that told of it, ≥ 1
 * @param session number of the session
 * @param query the search that led here, if one did
 * @param media what was chosen
 * @param watched how long; zero for a rating
 * @param rating given, if any
 * @param reward engagement in [0, 1]
 */
public record Choice(
        long number,
        long session,
        Instant at,
        Optional<String> query,
        MediaId media,
        Duration watched,
        OptionalDouble rating,
        double reward) {

    /** Id of the episode: negative, so that it never meets one that the host stored. */
    public long id() {
        return -number;
    }

    /** The same, of this event. */
    Choice withNumber(long event) {
        return new Choice(event, session, at, query, media, watched, rating, reward);
    }

    /** As the learners read it. */
    Watch watch() {
        return new Watch(media, at, watched, rating.isPresent(), reward, query.isPresent());
    }

    /** The whole episode. */
    public Episode episode() {
        return new EpisodeEntry(
                id(),
                Long.toString(session),
                Times.toMillis(at).toEpochMilli(),
                Episode.MEDIA_SELECTION,
                query.orElse(""),
                "watched " + media.value() + " for " + watched.toMinutes() + " min",
                media,
                reward,
                reward >= Episode.SUCCESS,
                critique(),
                watched.toMillis(),
                0,
                List.of(),
                Map.of());
    }

    /** What the agent says about its own choice, in one line. */
    String critique() {
        String what = rating.isPresent()
                ? "Viewer rated it " + rating.getAsDouble()
                : "Viewer watched " + watched.toMinutes() + " min (engagement " + Math.round(reward * 100) + " %)";
        return what + EpisodeEntry.verdict(reward);
    }
}
