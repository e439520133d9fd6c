package io.exogenesis.omega.ear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A stream of server-sent events, read line by line. */
final class EventStream implements AutoCloseable {
    private final HttpClient http;
    private final BufferedReader lines;

    private EventStream(HttpClient http, InputStream body) {
        this.http = http;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** @param lastEventId empty for none */
    static EventStream open(String address, String token, String lastEventId) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError("expected 200, got " + response.statusCode());
        }
        return new EventStream(http, response.body());
    }

    /** The value of the next line that begins with this field. */
    String next(String field) throws Exception {
        return CompletableFuture.supplyAsync(() -> read(field)).get(30, TimeUnit.SECONDS);
    }

    private String read(String field) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(field + ":")) {
                    return line.substring(field.length() + 1).strip();
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new AssertionError("the stream ended before " + field);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
