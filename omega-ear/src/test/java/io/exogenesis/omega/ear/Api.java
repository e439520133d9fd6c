package io.exogenesis.omega.ear;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A small HTTP client for one Core, as a script of an operator would use it. */
final class Api {
    private static final String PROTOBUF = "application/x-protobuf";

    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Api(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** A request with a bearer token (none if empty) and a JSON body (none if empty). */
    Answer call(String method, String path, String token, String json) {
        BodyPublisher body = json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return call(method, path, token, "application/json", body);
    }

    Answer call(String method, String path, String token, String contentType, BodyPublisher body) {
        return call(method, path, token, contentType, body, Duration.ofSeconds(60));
    }

    Answer call(String method, String path, String token, String contentType, BodyPublisher body, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience)
                .method(method, body)
                .header("Content-Type", contentType);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Allow").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String token) {
        return call("GET", path, token, "");
    }

    /** Begins an evening at {@code /watch}; its cookie, name and value. */
    String evening() {
        HttpRequest begin = HttpRequest.newBuilder(URI.create(base + "/api/watch/evening"))
                .timeout(Duration.ofSeconds(60))
                .header("X-Omega-Watch", "1")
                .POST(BodyPublishers.noBody())
                .build();
        try {
            String cookie = http.send(begin, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            return cookie.substring(0, cookie.indexOf(';'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One frame of the sync protocol by the viewer with this token; its answer. */
    ServerFrame sync(String token, ClientFrame frame) {
        byte[] request = SyncRequest.newBuilder().addFrames(frame).build().toByteArray();
        Answer answer = call("POST", "/api/omega/sync", token, PROTOBUF, BodyPublishers.ofByteArray(request));
        try {
            return SyncResponse.parseFrom(answer.body()).getFrames(0);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fresh single-use codes. */
    List<String> codes(String adminToken, int count) {
        JsonArray codes = call("POST", "/api/admin/viewers/codes?count=" + count, adminToken, "")
                .ok(201)
                .getAsJsonArray("codes");
        List<String> texts = new ArrayList<>();
        codes.forEach(c -> texts.add(c.getAsString()));
        return texts;
    }

    /** Registers a viewer with all consents. */
    JsonObject enrol(String code) {
        return call("POST", "/api/omega/viewers", "", enrolment(code)).ok(201);
    }

    static String enrolment(String code) {
        return "{\"enrolmentCode\":\"" + code
                + "\",\"consent\":{\"patterns\":true,\"sample\":true,\"audit\":true,\"metrics\":true}}";
    }

    /** Whether the readiness check answers 200. */
    boolean ready() {
        try {
            return get("/health/ready", "").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    record Answer(int status, String contentType, String allow, byte[] body) {
        String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonObject json() {
            return JsonParser.parseString(text()).getAsJsonObject();
        }

        JsonElement element() {
            return JsonParser.parseString(text());
        }

        /** The JSON of an answer with this status, and a helpful message if it is another. */
        JsonObject ok(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", got " + status + ": " + text());
            }
            return json();
        }
    }
}
