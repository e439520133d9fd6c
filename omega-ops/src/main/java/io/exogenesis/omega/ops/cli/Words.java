package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.wire.Refusals;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fields of an answer as words of a table, and words as parts of an address. */
final class Words {
    private static final int LARGEST_PAGE = 1_000;

    private Words() {}

    /** Empty where the field is null or missing. Texts of others lose what a terminal would obey. */
    static String text(JsonObject of, String field) {
        return text(of.get(field));
    }

    /** The same of a value by itself. */
    static String text(@Nullable JsonElement value) {
        return value == null || value.isJsonNull() ? "" : Refusals.printable(value.getAsString());
    }

    /** What of an element of a list, {@code 1 viewer} or {@code 2 viewers}. */
    static String count(long number, String what) {
        return count(Long.toString(number), what);
    }

    /** A number and what it counts: {@code 1 viewer}, {@code 2 viewers}. */
    static String count(JsonObject of, String field, String what) {
        return count(text(of, field), what);
    }

    private static String count(String number, String what) {
        return number + " " + what + (number.equals("1") ? "" : "s");
    }

    static String number(JsonObject of, String field, int digits) {
        JsonElement value = of.get(field);
        return value == null || value.isJsonNull()
                ? ""
                : String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble());
    }

    /** At most so many characters. */
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** What the Core gives at once. */
    static int limit(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw CoreProblem.usage("--limit is from 1 to " + LARGEST_PAGE + ", not " + limit);
        }
        return limit;
    }

    /**
     * The id of a title as a part of a path.
     *
     * @throws CoreProblem if no title can have it, or no path can carry it: servers take these apart before the Core sees them
     */
    static String title(String id) {
        String checked = checked(() -> new MediaId(id).value());
        if (checked.chars().anyMatch(c -> "/\\#".indexOf(c) >= 0) || checked.equals(".") || checked.equals("..")) {
            throw CoreProblem.usage("media id '" + id
                    + "' cannot be asked for: no address carries an id with '/', '\\' or '#', or that is '.' or '..'."
                    + " An import with --replace takes it out");
        }
        return encoded(checked);
    }

    /** The id of a viewer as a part of a query. */
    static String viewer(String id) {
        return encoded(checked(() -> new ViewerId(id).value()));
    }

    /** The id of a pattern as a part of a path; errors as {@link #title}. */
    static String pattern(String id) {
        return encoded(checked(() -> new PatternId(id).value()));
    }

    private static String checked(Supplier<String> id) {
        try {
            return id.get();
        } catch (InvalidValueException e) {
            throw CoreProblem.usage(String.valueOf(e.getMessage()));
        }
    }

    /** A part of a path or of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
