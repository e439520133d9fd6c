package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * JSON of foreign origin, read part by part: keys, values and brackets are counted before anything is made of them, since two
 * bytes of text are an object of some 40.
 */
public final class BoundedJson implements AutoCloseable {
    /** What a part costs as an object of a tree, at most, beside its text. */
    public static final int BYTES_A_PART = 120;

    /** Nothing that is read here nests deeper than a push: request, frames, frame, push, contributions, sample, items, item. */
    private static final int MAX_DEPTH = 16;

    /** A double has 17 digits, a sign, a point and an exponent; more is an attack on what parses it. */
    private static final int MAX_NUMBER = 40;

    /** {@code Json.create…} looks for its implementation at every call, which takes longer than what it creates. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonBuilderFactory BUILDERS = JSON.createBuilderFactory(Map.of());

    private final JsonParser parser;
    private final int maxParts;
    private int parts;
    private int depth;

    private BoundedJson(InputStream body, int maxParts) {
        this.parser = JSON.createParser(body);
        this.maxParts = maxParts;
    }

    /**
     * An object of at most so many parts.
     *
     * @throws RefusedException {@code MALFORMED}, {@code TOO_LARGE}
     */
    public static JsonObject object(InputStream body, int maxParts) {
        try (BoundedJson json = new BoundedJson(body, maxParts)) {
            if (json.next() != JsonParser.Event.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            JsonObject object = json.object();
            json.end();
            return object;
        } catch (JsonException | IllegalStateException e) {
            throw malformed("the body is not JSON");
        }
    }

    /**
     * Hands out the elements of an array one by one; none is kept here.
     *
     * @param maxElements of the array
     * @param maxParts of one element
     * @throws RefusedException {@code MALFORMED}, {@code TOO_LARGE}
     */
    public static void elements(InputStream body, int maxElements, int maxParts, Consumer<JsonValue> each) {
        try (BoundedJson json = new BoundedJson(body, maxParts)) {
            if (json.next() != JsonParser.Event.START_ARRAY) {
                throw malformed("the body must be a JSON array");
            }
            int elements = 0;
            for (JsonParser.Event e = json.next(); e != JsonParser.Event.END_ARRAY; e = json.next()) {
                if (++elements > maxElements) {
                    throw tooLarge("the array has more than " + maxElements + " elements");
                }
                each.accept(json.value(e));
                json.parts = 0;
            }
            json.end();
        } catch (JsonException | IllegalStateException e) {
            throw malformed("the body is not JSON");
        }
    }

    /**
     * Counts the parts of a body and makes nothing of them.
     *
     * @throws RefusedException {@code MALFORMED}, {@code TOO_LARGE}
     */
    public static int count(byte[] body, int maxParts) {
        try (BoundedJson json = new BoundedJson(new ByteArrayInputStream(body), maxParts)) {
            do {
                switch (json.next()) {
                    case START_ARRAY, START_OBJECT -> json.deeper();
                    case END_ARRAY, END_OBJECT -> json.depth--;
                    case VALUE_NUMBER -> json.number();
                    case VALUE_STRING -> json.numberInQuotes();
                    default -> {}
                }
            } while (json.depth > 0);
            json.end();
            return json.parts;
        } catch (JsonException | IllegalStateException e) {
            throw malformed("the body is not JSON");
        }
    }

    private JsonParser.Event next() {
        if (++parts > maxParts) {
            throw tooLarge("the JSON has more than " + maxParts + " parts");
        }
        try {
            return parser.next();
        } catch (JsonException | RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            // of Parsson, for what ends early or is nested too deeply
            throw new JsonException("no JSON", e);
        }
    }

    private void end() {
        if (parser.hasNext()) {
            throw malformed("the body is not JSON");
        }
    }

    private JsonValue value(JsonParser.Event event) {
        return switch (event) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> JSON.createValue(parser.getString());
            case VALUE_NUMBER -> {
                number();
                yield parser.getValue();
            }
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            case KEY_NAME, END_ARRAY, END_OBJECT -> throw malformed("the body is not JSON");
        };
    }

    private JsonObject object() {
        deeper();
        JsonObjectBuilder object = BUILDERS.createObjectBuilder();
        Set<String> keys = new HashSet<>();
        for (JsonParser.Event e = next(); e != JsonParser.Event.END_OBJECT; e = next()) {
            String key = parser.getString();
            if (!keys.add(key)) {
                // Two readers could take another one each.
                throw malformed("an object of the JSON has a field twice");
            }
            object.add(key, value(next()));
        }
        depth--;
        return object.build();
    }

    private JsonArray array() {
        deeper();
        JsonArrayBuilder array = BUILDERS.createArrayBuilder();
        for (JsonParser.Event e = next(); e != JsonParser.Event.END_ARRAY; e = next()) {
            array.add(value(e));
        }
        depth--;
        return array.build();
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw malformed("the JSON is nested deeper than " + MAX_DEPTH);
        }
    }

    private void number() {
        checkNumber(parser.getString());
    }

    /** A reader of protobuf's JSON takes a number in quotes for one, and 1e999999999 for a number of a billion digits. */
    private void numberInQuotes() {
        String text = parser.getString();
        if (!text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-') && hasExponent(text)) {
            checkNumber(text);
        }
    }

    private static boolean hasExponent(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)
                && text.chars().anyMatch(c -> c == 'e' || c == 'E');
    }

    private static void checkNumber(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        String digits = exponent < 0 ? "" : number.substring(exponent + 1).replaceFirst("^[+-]?0*", "");
        if (number.length() > MAX_NUMBER || digits.length() > 3) {
            throw malformed("a number in the JSON is out of all bounds");
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private static RefusedException malformed(String line) {
        return new RefusedException(Refusal.Code.MALFORMED, line);
    }

    private static RefusedException tooLarge(String line) {
        return new RefusedException(Refusal.Code.TOO_LARGE, line);
    }
}
