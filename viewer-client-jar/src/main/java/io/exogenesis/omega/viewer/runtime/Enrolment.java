package io.exogenesis.omega.viewer.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.sync.HttpsClients;
import io.exogenesis.omega.viewer.internal.sync.PinnedTls;
import io.exogenesis.omega.viewer.internal.sync.WholeAnswers;
import io.exogenesis.omega.wire.Refusals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Registers new viewers with a Core, each once, with a single-use code: {@code POST /api/omega/viewers}. Thread-safe. */
public final class Enrolment implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** A registration is a token and a few names. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final URI core;
    private final HttpsClients https = new HttpsClients();
    private final HttpClient client;
    private final Duration timeout;

    private Enrolment(URI core, Duration timeout, Function<HttpsClients, HttpClient> client) {
        this.core = core;
        this.timeout = timeout;
        this.client = client.apply(https);
    }

    /**
     * At a Core.
     *
     * @param core {@code https://host:port}
     * @param pin of the Core, from the enrolment bundle
     * @throws InvalidValueException if the address is another one, or the pin is none
     */
    public static Enrolment at(URI core, String pin) {
        return at(core, List.of(pin));
    }

    /**
     * At a Core.
     *
     * @param core {@code https://host:port}
     * @param pins of the Core: the key in use is any of them
     * @throws InvalidValueException if the address is another one, or a pin is none
     */
    public static Enrolment at(URI core, List<String> pins) {
        return at(core, pins, TIMEOUT);
    }

    /** @param timeout for the whole exchange: connection, headers and body */
    static Enrolment at(URI core, List<String> pins, Duration timeout) {
        if (!"https".equals(core.getScheme())) {
            throw new InvalidValueException("a Core with a pin is https://host:port, not " + core);
        }
        return new Enrolment(core, timeout, https -> https.pinned(PinnedTls.pins(pins)));
    }

    /**
     * At a Core on the same machine, without encryption.
     *
     * @param core {@code http://host:port} on loopback
     */
    public static Enrolment onLoopback(URI core) {
        String host = core.getHost();
        if ("https".equals(core.getScheme())) {
            throw new InvalidValueException("a Core at " + core + " needs its pin");
        }
        if (!"http".equals(core.getScheme()) || !("127.0.0.1".equals(host) || "localhost".equals(host))) {
            throw new InvalidValueException("a Core is https://host:port, or http:// on loopback, not " + core);
        }
        return new Enrolment(
                core,
                TIMEOUT,
                https -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build());
    }

    /**
     * Registers one viewer without a name.
     *
     * @param code single-use
     * @throws ViewerException with the Core's own line if it refuses, as for a used code
     */
    public Registration enrol(String code, Consents consents) {
        return post(body(code, consents));
    }

    /**
     * Registers one viewer.
     *
     * @param code single-use
     * @param displayName for the Core's operator
     * @throws ViewerException with the Core's own line if it refuses, as for a used code
     */
    public Registration enrol(String code, String displayName, Consents consents) {
        JsonObject body = body(code, consents);
        body.addProperty("displayName", displayName);
        return post(body);
    }

    private Registration post(JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(core.resolve("/api/omega/viewers"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<byte[]> response = WholeAnswers.send(client, request, timeout, MAX_ANSWER_BYTES);
            String answer = new String(response.body(), StandardCharsets.UTF_8);
            if (response.statusCode() != 201) {
                throw new ViewerException("the Core at " + core + " did not register the viewer ("
                        + response.statusCode() + "): " + remark(answer));
            }
            return read(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ViewerException("interrupted while registering with " + core, e);
        } catch (IOException e) {
            throw new ViewerException("the Core at " + core + " cannot be reached: " + e, e);
        }
    }

    static JsonObject body(String code, Consents consents) {
        JsonObject consent = new JsonObject();
        consent.addProperty("patterns", consents.patterns());
        consent.addProperty("sample", consents.sample());
        consent.addProperty("audit", consents.audit());
        consent.addProperty("metrics", consents.metrics());
        if (consents.largeSample()) {
            // a Core of before it refuses the name
            consent.addProperty("largeSample", true);
        }
        JsonObject body = new JsonObject();
        body.addProperty("enrolmentCode", code);
        body.add("consent", consent);
        return body;
    }

    /** @throws ViewerException if it is no registration */
    static Registration read(String json) {
        try {
            JsonObject body = JsonParser.parseString(json).getAsJsonObject();
            List<URI> endpoints = new ArrayList<>();
            JsonArray listed = body.getAsJsonArray("endpoints");
            listed.forEach(e -> endpoints.add(URI.create(e.getAsString())));
            return new Registration(
                    new ViewerId(text(body, "viewerId")),
                    text(body, "token"),
                    endpoints,
                    text(body, "pin"),
                    pins(body));
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException
                | ClassCastException
                | NullPointerException e) {
            throw new ViewerException("the Core's registration cannot be read: " + remark(e.toString()), e);
        }
    }

    /** A Core of before names one only. */
    private static List<String> pins(JsonObject body) {
        List<String> pins = new ArrayList<>();
        if (body.has("pins")) {
            body.getAsJsonArray("pins").forEach(pin -> pins.add(pin.getAsString()));
        }
        return pins;
    }

    private static String text(JsonObject body, String name) {
        JsonElement value = body.get(name);
        if (value == null) {
            throw new JsonParseException("it has no " + name);
        }
        return value.getAsString();
    }

    /** A problem's detail or title if the answer is one, else its beginning, in one line. */
    private static String remark(String text) {
        String line = text;
        try {
            JsonObject problem = JsonParser.parseString(text).getAsJsonObject();
            JsonElement detail = problem.has("detail") ? problem.get("detail") : problem.get("title");
            line = detail == null ? text : detail.getAsString();
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            // not a problem document: its own words will do
        }
        return Refusals.oneLine(line.replaceAll("\\s+", " "));
    }

    @Override
    public void close() {
        https.close();
        client.shutdownNow();
    }
}
