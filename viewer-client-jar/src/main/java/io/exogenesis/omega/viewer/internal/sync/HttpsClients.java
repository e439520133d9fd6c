package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.quic.Pins;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One HTTP client for each set of pinned keys, shared by the agents of this process. Sets change when a Core takes another key, so there are few. Thread-safe. */
public final class HttpsClients implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private final Map<Pins, HttpClient> clients = new ConcurrentHashMap<>();

    /** The client for the holder of one of these keys. */
    public HttpClient pinned(Pins pins) {
        return clients.computeIfAbsent(
                pins,
                keys -> HttpClient.newBuilder()
                        // Open Liberty 26.0.0.3 deadlocks under parallel HTTP/2 requests (docs/decisions/0007)
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(PinnedTls.context(keys))
                        .sslParameters(PinnedTls.parameters())
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
    }
}
