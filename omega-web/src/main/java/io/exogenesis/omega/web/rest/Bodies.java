package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.Optional;

/** Reads JSON of clients and says in one line which field is not as it should be. */
final class Bodies {
    private Bodies() {}

    static JsonObject object(InputStream body) {
        if (read(body) instanceof JsonObject object) {
            return object;
        }
        throw malformed("the body must be a JSON object");
    }

    static JsonArray array(InputStream body) {
        if (read(body) instanceof JsonArray array) {
            return array;
        }
        throw malformed("the body must be a JSON array");
    }

    private static JsonValue read(InputStream body) {
        try (JsonReader reader = Json.createReader(body)) {
            return reader.readValue();
        } catch (RuntimeException e) {
            // JsonException, IllegalStateException, and of Parsson a plain one for what is nested too deeply
            throw malformed("the body is not JSON");
        }
    }

    static String text(JsonObject body, String field) {
        return optionalText(body, field).orElseThrow(() -> malformed(field + " is missing"));
    }

    static Optional<String> optionalText(JsonObject body, String field) {
        JsonValue value = body.get(field);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw malformed(field + " must be a string");
    }

    /** {@code {patterns, sample, audit, metrics}}; what is not said is not given. */
    static Consents consents(JsonObject body, String field) {
        JsonValue value = body.get(field);
        if (value == null || value == JsonValue.NULL) {
            return Consents.NONE;
        }
        if (!(value instanceof JsonObject given)) {
            throw malformed(field + " must be an object of true and false");
        }
        return new Consents(
                flag(given, "patterns"), flag(given, "sample"), flag(given, "audit"), flag(given, "metrics"));
    }

    private static boolean flag(JsonObject body, String field) {
        JsonValue value = body.getOrDefault(field, JsonValue.FALSE);
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            default -> throw malformed(field + " must be true or false");
        };
    }

    static RefusedException malformed(String oneLine) {
        return new RefusedException(Refusal.Code.MALFORMED, oneLine);
    }
}
