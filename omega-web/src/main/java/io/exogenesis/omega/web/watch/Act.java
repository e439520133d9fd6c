package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a viewer does with a title on a page.
 *
 * @param stars of a rating, else 0
 */
record Act(Kind kind, double stars) {
    /** Somebody who says on a page that a film was watched has seen it: its length plays no part, only that it was seen. */
    private static final Duration WATCHED = Duration.ofMinutes(100);

    enum Kind {
        RATE,
        WATCHED,
        SKIP,
        FORGET
    }

    static Act of(JsonObject body) {
        String action = body.get("action") instanceof JsonString text ? text.getString() : "";
        return switch (action) {
            case "rate" -> new Act(Kind.RATE, Asked.stars(body));
            case "watched" -> new Act(Kind.WATCHED, 0);
            case "skip" -> new Act(Kind.SKIP, 0);
            case "forget" -> new Act(Kind.FORGET, 0);
            default -> throw Asked.malformed("action must be rate, watched, skip or forget");
        };
    }

    /** Empty where nothing is remembered but forgotten. */
    Optional<ViewerEvent> event(MediaId title, Instant now) {
        return switch (kind) {
            case RATE -> Optional.of(new ViewerEvent.Rating(title, stars, now));
            case WATCHED -> Optional.of(new ViewerEvent.View(title, WATCHED, true, now));
            case SKIP -> Optional.of(new ViewerEvent.Skip(title, Duration.ZERO, now));
            case FORGET -> Optional.empty();
        };
    }

    /** As a sentence about a title begins. */
    String words() {
        return switch (kind) {
            case RATE -> starsInWords() + " for";
            case WATCHED -> "You watched";
            case SKIP -> "Not for you:";
            case FORGET -> "Forgotten:";
        };
    }

    private String starsInWords() {
        String number = stars == (int) stars ? Integer.toString((int) stars) : Double.toString(stars);
        return number + (stars == 1 ? " star" : " stars");
    }
}
