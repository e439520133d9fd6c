package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of a Core's MCP address that sends what it is told, right or wrong. */
final class McpHttp {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    McpHttp(String address) {
        this.address = URI.create(address);
    }

    /**
     * Sends one body and waits. No answer may show the Core's insides.
     *
     * @param token none if empty
     * @param headers names and values in turns; without {@code Accept} it takes JSON and events
     */
    HttpResponse<String> post(String token, String body, String... headers) {
        return send(token, body, headers).join();
    }

    /** The same without waiting. */
    CompletableFuture<HttpResponse<String>> send(String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean accepts = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            accepts |= headers[i].equals("Accept");
        }
        if (!accepts) {
            request.header("Accept", "application/json, text/event-stream");
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(response -> {
            assertThat(response.body()).doesNotContain("Exception", "io.exogenesis.", "\tat ");
            return response;
        });
    }

    static String rpc(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** The response, as one body or the last event. */
    static JsonObject message(HttpResponse<String> response) {
        String body = response.body();
        int event = body.lastIndexOf("data: ");
        return JsonParser.parseString(event < 0 ? body : body.substring(event + "data: ".length()))
                .getAsJsonObject();
    }

    static int error(HttpResponse<String> response) {
        return message(response).getAsJsonObject("error").get("code").getAsInt();
    }

    static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
