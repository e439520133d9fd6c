package io.exogenesis.omega.ear;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends the requests of an {@link ApiDocument}. What is in braces in them is asked from those who know it here. */
final class ApiCaller {
    private final URI base;
    private final ApiDocument document;
    private final Map<String, Supplier<String>> variables;
    private final Map<String, Supplier<String>> tokens;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiCaller(
            String base,
            ApiDocument document,
            Map<String, Supplier<String>> variables,
            Map<String, Supplier<String>> tokens) {
        this.base = URI.create(base);
        this.document = document;
        this.variables = variables;
        this.tokens = tokens;
    }

    record Answer(int status, String type, String etag, String body) {}

    Answer send(ApiDocument.Call call) throws IOException, InterruptedException {
        return send(call, tokens.get(call.as()).get());
    }

    /** With another token than the document names; none if empty. */
    Answer send(ApiDocument.Call call, String token) throws IOException, InterruptedException {
        Map<String, String> headers = new TreeMap<>();
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        for (var header : call.node().path("headers").properties()) {
            String value = header.getValue().asString();
            headers.put(
                    header.getKey(),
                    value.equals("{etag}") ? send(unconditional(call)).etag() : filled(value));
        }
        if (headers.containsKey("Host")) { // no proper client sends another
            String wanted = headers.remove("Host");
            int status = Raw.status(base.getPort(), call.operation().method(), target(call), wanted, "Accept: */*");
            return new Answer(status, "application/problem+json", "", "");
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(target(call))).timeout(Duration.ofSeconds(60));
        body(call, request);
        headers.forEach(request::header);
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            byte[] body = type.startsWith("text/event-stream") ? new byte[0] : in.readAllBytes();
            return new Answer(
                    response.statusCode(),
                    type.replaceFirst(";.*", ""),
                    response.headers().firstValue("ETag").orElse(""),
                    new String(body, StandardCharsets.UTF_8));
        }
    }

    private static ApiDocument.Call unconditional(ApiDocument.Call call) {
        ObjectNode node = ((ObjectNode) call.node()).deepCopy();
        node.remove("headers");
        return new ApiDocument.Call(call.operation(), call.key(), node);
    }

    private void body(ApiDocument.Call call, HttpRequest.Builder request) {
        JsonNode json = call.node().get("body");
        JsonNode text = call.node().get("text");
        if (json == null && text == null) {
            request.method(call.operation().method(), BodyPublishers.noBody());
        } else {
            request.method(
                            call.operation().method(),
                            BodyPublishers.ofString(json == null ? text.asString() : filled(json.toString())))
                    .header("Content-Type", call.node().path("type").asString("application/json"));
        }
    }

    private String target(ApiDocument.Call call) {
        String path = call.operation().path();
        for (JsonNode reference : call.operation().node().path("parameters")) {
            JsonNode parameter = document.resolved(reference);
            if (parameter.get("in").asString().equals("path")) {
                String name = parameter.get("name").asString();
                String value = call.node().path("path").path(name).asString("");
                path = path.replace(
                        "{" + name + "}",
                        value.isEmpty()
                                ? encoded(filled(parameter.get("example").asString()))
                                : filled(value));
            }
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        call.node()
                .path("query")
                .properties()
                .forEach(q ->
                        query.add(q.getKey() + "=" + encoded(filled(q.getValue().asString()))));
        return path + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%25", "%");
    }

    private String filled(String text) {
        String filled = text;
        for (var variable : variables.entrySet()) {
            String place = "{" + variable.getKey() + "}";
            if (filled.contains(place)) {
                filled = filled.replace(place, variable.getValue().get());
            }
        }
        return filled;
    }
}
