package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;

/**
 * What another service knows of one title at one time.
 *
 * @param at when it was rated or watched; noon UTC where the file has a date alone
 * @param rating on the five-star scale, 0–5; empty: it was watched
 * @param watched how long; zero where the title was seen to its end
 */
public record ForeignEntry(SoughtTitle title, Instant at, OptionalDouble rating, Duration watched) {

    static ForeignEntry rated(SoughtTitle title, Instant at, double rating) {
        return new ForeignEntry(title, at, OptionalDouble.of(rating), Duration.ZERO);
    }

    static ForeignEntry watched(SoughtTitle title, Instant at) {
        return new ForeignEntry(title, at, OptionalDouble.empty(), Duration.ZERO);
    }

    /** From when on a memory that knows the title knows of this, too: a date alone means any time of its day. */
    public Instant since() {
        Instant day = at.truncatedTo(ChronoUnit.DAYS);
        return at.equals(day.plus(Dates.NOON)) ? day : at;
    }

    /** The same, but now if the file tells of later: noon of a day that is not over. */
    public ForeignEntry notAfter(Instant now) {
        return at.isAfter(now) ? new ForeignEntry(title, now, rating, watched) : this;
    }

    /** The event that tells an agent of it. */
    public ViewerEvent event(MediaId media) {
        return rating.isPresent()
                ? new ViewerEvent.Rating(media, rating.getAsDouble(), at)
                : new ViewerEvent.View(media, watched, watched.isZero(), at);
    }
}
