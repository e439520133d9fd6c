package io.exogenesis.omega.lab.core;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Whether a Core answers. The exit codes of {@code core status} are part of the contract. */
public enum CoreStatus {
    READY(0),
    STOPPED(3),
    NOT_READY(4);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int exitCode;

    CoreStatus(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Status of the Core of a data directory. */
    public static CoreStatus of(CoreDirectory data) {
        if (data.running().isEmpty()) {
            return STOPPED;
        }
        Optional<Bootstrap> bootstrap = data.bootstrap();
        return bootstrap.isPresent() && healthy(bootstrap.get().http()) ? READY : NOT_READY;
    }

    /** Whether {@code /health/ready} answers UP. */
    static boolean healthy(String http) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create(http + "/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
