package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.vector.search.TitleFilter;
import io.exogenesis.omega.web.guard.BoundedJson;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;

/** Reads what a page asks for, and says in one line what is not as it should be. */
final class Asked {
    /** Of a search, in characters: a paragraph. */
    static final int MAX_SEARCH = 500;

    private static final int MAX_PARTS = 32;

    private Asked() {}

    static String search(String text) {
        String asked = text.strip();
        if (asked.isEmpty()) {
            throw malformed("say what you look for: q is empty");
        }
        if (asked.length() > MAX_SEARCH) {
            throw malformed("a search has at most " + MAX_SEARCH + " characters, this one has " + asked.length());
        }
        return asked;
    }

    static int whole(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        throw malformed(name + " must be a whole number from " + least + " to " + most);
    }

    /**
     * @param genre empty: any
     * @param decade its first year; empty: any
     */
    static TitleFilter filter(String genre, String decade) {
        TitleFilter genres = new TitleFilter(genre.isBlank() ? List.of() : List.of(genre), 0, 0);
        if (decade.isBlank()) {
            return genres;
        }
        int first = whole("decade", decade, 1870, 2200);
        return genres.withYears(first, first + 9);
    }

    static JsonObject body(InputStream in, List<String> known) {
        JsonObject body = BoundedJson.object(in, MAX_PARTS);
        for (String field : body.keySet()) {
            if (!known.contains(field)) {
                throw malformed("there is no field of this name here; there are " + String.join(", ", known));
            }
        }
        return body;
    }

    /** Stars from half a star to five, in halves. */
    static double stars(JsonObject body) {
        if (body.get("stars") instanceof JsonNumber number) {
            double stars = number.doubleValue();
            if (stars >= .5 && stars <= 5 && stars * 2 == Math.rint(stars * 2)) {
                return stars;
            }
        }
        throw malformed("stars must be a number from 0.5 to 5 in halves");
    }

    /** What is not named stays as it is. */
    static Consents consents(JsonObject body, Consents now) {
        return now.withPatterns(flag(body, "patterns", now.patterns()))
                .withSample(flag(body, "sample", now.sample()))
                .withAudit(flag(body, "audit", now.audit()))
                .withMetrics(flag(body, "metrics", now.metrics()))
                .withLargeSample(flag(body, "largeSample", now.largeSample()));
    }

    private static boolean flag(JsonObject body, String field, boolean otherwise) {
        JsonValue value = body.get(field);
        if (value == null) {
            return otherwise;
        }
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw malformed(field + " must be true or false");
        };
    }

    static RefusedException malformed(String oneLine) {
        return new RefusedException(Refusal.Code.MALFORMED, oneLine);
    }

    static RefusedException noTitle() {
        return new RefusedException(Refusal.Code.NOT_FOUND, "the catalogue has no title of this id");
    }
}
