package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.tls.TlsStatus;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The certificate in force and the next key, as JSON. */
final class TlsViews {
    private TlsViews() {}

    static JsonObject of(TlsStatus s) {
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("source", s.source())
                .add("subject", s.subject())
                .add("notBefore", s.notBefore().toString())
                .add("notAfter", s.notAfter().toString())
                .add("pins", texts(s.pins().pins()))
                .add("retiredPins", texts(s.pins().retired()));
        add(view, "nextSince", s.nextSince());
        add(view, "rotateFrom", s.rotateFrom());
        return view.add("failure", s.failure()).build();
    }

    private static void add(JsonObjectBuilder view, String name, Optional<Instant> at) {
        at.ifPresentOrElse(t -> view.add(name, t.toString()), () -> view.addNull(name));
    }

    private static JsonArrayBuilder texts(Collection<String> all) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        all.forEach(array::add);
        return array;
    }
}
