package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The history as {@code export} writes and {@code import} reads it: JSON Lines in UTF-8.
 *
 * <pre>
 * first line  {"format":"omega-history","version":1}     a file without it is version 1
 * then        {"mediaId":  1–128 bytes
 *              "at":       last rated or watched, ISO 8601
 *              "rating":   0–5, if rated
 *              "engagement": in [0, 1]
 *              "watches":  views and skips
 *              "liking", "seen":  derived from the rest; for reading only}
 * </pre>
 *
 * <p>{@code export --json} writes one document instead: the first line's members, and {@code "titles"}, an array of the rest.
 */
final class HistoryFormat {
    static final int VERSION = 1;
    static final String NAME = "omega-history";
    private static final int LONGEST_LINE = 16_000;
    private static final int MOST_WATCHES = 1_000_000;

    private HistoryFormat() {}

    static JsonObject header() {
        JsonObject json = new JsonObject();
        json.addProperty("format", NAME);
        json.addProperty("version", VERSION);
        return json;
    }

    static JsonObject json(WatchedTitle title) {
        JsonObject json = new JsonObject();
        json.addProperty("mediaId", title.media().value());
        json.addProperty("at", title.at().toString());
        title.rating().ifPresent(r -> json.addProperty("rating", r));
        json.addProperty("engagement", title.engagement());
        json.addProperty("watches", title.watches());
        json.addProperty("liking", title.liking().name());
        json.addProperty("seen", title.seen());
        return json;
    }

    /**
     * Reads one line; empty lines and the header give nothing.
     *
     * @param number of the line, from 1
     * @throws ViewerException that names the line
     */
    static @Nullable WatchedTitle read(String line, int number) {
        if (line.isBlank()) {
            return null;
        }
        if (line.length() > LONGEST_LINE) {
            throw bad(number, "it is longer than " + LONGEST_LINE + " characters");
        }
        JsonObject json;
        try {
            json = JsonParser.parseString(line.startsWith("\ufeff") ? line.substring(1) : line)
                    .getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw bad(number, "it is no JSON object");
        }
        if (json.has("format")) {
            checked(json, number);
            return null;
        }
        return read(json, number);
    }

    /**
     * Reads one title.
     *
     * @param number of the line, from 1
     * @throws ViewerException that names the line
     */
    static WatchedTitle read(JsonObject json, int number) {
        try {
            return title(json);
        } catch (InvalidValueException | DateTimeException e) {
            throw bad(number, String.valueOf(e.getMessage()));
        } catch (UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
            throw bad(number, "a value is of another type than it should be");
        }
    }

    /** @throws ViewerException if the header is not that of line 1 of a history that can be read here */
    static void checked(JsonObject header, int number) {
        JsonElement version = header.get("version");
        boolean ours = String.valueOf(header.get("format")).equals("\"" + NAME + "\"");
        if (number != 1 || !ours || version == null || !version.toString().equals(Integer.toString(VERSION))) {
            throw bad(
                    number,
                    "a history begins with " + ViewerOptions.line(header()) + ", this is "
                            + ViewerOptions.line(header));
        }
    }

    private static WatchedTitle title(JsonObject json) {
        OptionalDouble rating =
                json.has("rating") ? OptionalDouble.of(json.get("rating").getAsDouble()) : OptionalDouble.empty();
        double engagement = json.has("engagement") ? json.get("engagement").getAsDouble() : 0;
        int watches = json.has("watches") ? json.get("watches").getAsInt() : 0;
        if (!json.has("mediaId") || !json.has("at")) {
            throw new InvalidValueException("it needs mediaId and at");
        }
        if (!(engagement >= 0 && engagement <= 1) || watches < 0 || watches > MOST_WATCHES) {
            throw new InvalidValueException("engagement is in [0, 1] and watches is not negative");
        }
        if (rating.isPresent() && !(rating.getAsDouble() >= 0 && rating.getAsDouble() <= 5)) {
            throw new InvalidValueException("a rating is between 0 and 5, not " + rating.getAsDouble());
        }
        if (rating.isEmpty() && watches == 0) {
            throw new InvalidValueException("a title of the history was rated or watched");
        }
        // events will tell of it: what no event can have, such as a time before 1970, is refused here, where the line
        // is known
        ViewerEvent.Share any = new ViewerEvent.Share(
                new MediaId(json.get("mediaId").getAsString()),
                Instant.parse(json.get("at").getAsString()));
        WatchedTitle title = WatchedTitle.of(any.media(), engagement, watches, any.at(), 0);
        return rating.isPresent() ? title.withRating(rating.getAsDouble()) : title;
    }

    static ViewerException bad(int number, String why) {
        return new ViewerException(
                "line " + number + ": " + why + " (read as a history of viewer export); nothing was imported");
    }
}
