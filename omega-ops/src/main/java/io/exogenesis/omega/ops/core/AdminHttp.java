package io.exogenesis.omega.ops.core;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.exogenesis.omega.journal.PrivateFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a Core on this machine as its administrator: over loopback, with the token of its bootstrap file. A refusal becomes a
 * {@link CoreProblem} with the line that the Core wrote for a person.
 */
public final class AdminHttp implements AutoCloseable {
    /** A round over many viewers takes its time; the answer comes when it is committed. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String JSON = "application/json";

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    private final Bootstrap bootstrap;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();

    public AdminHttp(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** @param path with its query, from the root: {@code /api/admin/accounting} */
    public JsonElement get(String path) {
        return send("GET", path, "", BodyPublishers.noBody());
    }

    /** @param json the body; empty for none */
    public JsonElement post(String path, String json) {
        return send("POST", path, JSON, BodyPublishers.ofString(json));
    }

    /**
     * Sends a file as it is.
     *
     * @param type its media type
     * @throws CoreProblem if there is no such file
     */
    public JsonElement post(String path, String type, Path file) {
        try {
            return send("POST", path, type, BodyPublishers.ofFile(file));
        } catch (FileNotFoundException e) {
            throw CoreProblem.failed("there is no file " + file);
        }
    }

    /** @param json the body; empty for none */
    public JsonElement put(String path, String json) {
        return send("PUT", path, JSON, BodyPublishers.ofString(json));
    }

    public JsonElement delete(String path) {
        return send("DELETE", path, "", BodyPublishers.noBody());
    }

    /**
     * Fetches a file.
     *
     * @param into a new file, which gets mode 0600; it may be there in part if this fails
     */
    public void download(String path, Path into) throws IOException {
        HttpRequest request = request("GET", path, BodyPublishers.noBody()).build();
        try (FileChannel file = PrivateFiles.open(into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    throw refused("GET " + request.uri().getPath(), answer.statusCode(), text);
                }
                body.transferTo(Channels.newOutputStream(file));
            }
            file.force(true);
        } catch (ConnectException e) {
            throw CoreProblem.failed("the Core at " + bootstrap.http() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CoreProblem.failed("interrupted while waiting for the Core");
        }
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(bootstrap.http() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bootstrap.adminToken())
                .method(method, body);
    }

    private static CoreProblem refused(String what, int status, String body) {
        Optional<String> detail = detail(body);
        return CoreProblem.failed(
                detail.isPresent()
                        ? detail.get() + " (" + what + ": " + status + ")"
                        : what + " was answered with " + status);
    }

    /** The answer's JSON; JSON's null if it has no body. */
    private JsonElement send(String method, String path, String type, BodyPublisher body) {
        HttpRequest.Builder builder = request(method, path, body).header("Accept", JSON);
        if (!type.isEmpty()) {
            builder.header("Content-Type", type);
        }
        HttpRequest request = builder.build();
        String what = method + " " + request.uri().getPath();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw refused(what, answer.statusCode(), answer.body());
            }
            @Nullable JsonElement json = new Gson().fromJson(answer.body(), JsonElement.class);
            return json == null ? JsonNull.INSTANCE : json;
        } catch (IOException e) {
            throw CoreProblem.failed(
                    "the Core at " + bootstrap.http() + " does not answer " + what + ": " + e.getMessage());
        } catch (JsonParseException e) {
            throw CoreProblem.failed(what + " was not answered with JSON: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CoreProblem.failed("interrupted while waiting for the Core");
        }
    }

    /** The line for a person in a problem of RFC 9457. */
    private static Optional<String> detail(String body) {
        try {
            return Optional.of(
                    new Gson().fromJson(body, JsonObject.class).get("detail").getAsString());
        } catch (RuntimeException e) {
            return Optional.empty(); // another kind of answer; the status says enough
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
