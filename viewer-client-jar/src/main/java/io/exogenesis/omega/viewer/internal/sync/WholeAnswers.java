package io.exogenesis.omega.viewer.internal.sync;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP exchanges that end: the time counts from the first packet to the last byte of the body, where {@link
 * HttpRequest#timeout} ends with the headers, and the body has a bound.
 */
public final class WholeAnswers {
    private WholeAnswers() {}

    /**
     * Sends a request and waits for the whole answer. When it fails or the thread is interrupted, the connection is closed.
     *
     * @param most bytes of the body; one that is larger fails the exchange
     * @throws HttpTimeoutException if the whole answer was not there in time
     */
    public static HttpResponse<byte[]> send(HttpClient client, HttpRequest request, Duration timeout, long most)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), most));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
