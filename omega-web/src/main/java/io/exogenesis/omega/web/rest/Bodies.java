package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.web.guard.BoundedJson;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads JSON of clients and says in one line which field is not as it should be. */
final class Bodies {
    /** The largest body that is one object, an enrolment, has a dozen. */
    private static final int MAX_PARTS = 64;

    /** Of an unknown field, as it is told of. */
    private static final int MAX_NAME = 40;

    private Bodies() {}

    static JsonObject object(InputStream body) {
        return BoundedJson.object(body, MAX_PARTS);
    }

    /**
     * A field that nobody knows is a mistake to be told of: {@code consents} for {@code consent} was no consent, silently.
     *
     * @throws RefusedException {@code MALFORMED} naming it and those that there are
     */
    static void only(JsonObject body, String where, List<String> known) {
        for (String field : body.keySet()) {
            if (!known.contains(field)) {
                String name = field.substring(0, Math.min(MAX_NAME, field.length()));
                throw new BadParameterException(
                        name, where + " has no field " + name + "; it has " + String.join(", ", known));
            }
        }
    }

    static String text(JsonObject body, String field) {
        return optionalText(body, field).orElseThrow(() -> new BadParameterException(field, field + " is missing"));
    }

    static Optional<String> optionalText(JsonObject body, String field) {
        JsonValue value = body.get(field);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw new BadParameterException(field, field + " must be a string");
    }

    /** {@code {patterns, sample, audit, metrics, largeSample}}; what is not said is not given. */
    static Consents consents(JsonObject body, String field) {
        JsonValue value = body.get(field);
        if (value == null || value == JsonValue.NULL) {
            return Consents.NONE;
        }
        if (!(value instanceof JsonObject given)) {
            throw new BadParameterException(field, field + " must be an object of true and false");
        }
        only(given, field, Consents.NAMES);
        return Consents.NONE
                .withPatterns(flag(given, "patterns"))
                .withSample(flag(given, "sample"))
                .withAudit(flag(given, "audit"))
                .withMetrics(flag(given, "metrics"))
                .withLargeSample(flag(given, "largeSample"));
    }

    private static boolean flag(JsonObject body, String field) {
        JsonValue value = body.getOrDefault(field, JsonValue.FALSE);
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            default -> throw new BadParameterException(field, field + " must be true or false");
        };
    }

    static RefusedException malformed(String oneLine) {
        return new RefusedException(Refusal.Code.MALFORMED, oneLine);
    }
}
