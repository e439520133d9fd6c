package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The same frames as one {@code POST /api/omega/sync}, where UDP is blocked. Pinned as QUIC is. */
public final class HttpsTransport implements FrameTransport {
    static final String PATH = "/api/omega/sync";
    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpsClients clients;
    private final Supplier<Pins> pins;
    private final URI endpoint;
    private final Duration timeout;

    /** To the holder of one key. */
    public HttpsTransport(HttpsClients clients, URI endpoint, Pin pin, Duration timeout) {
        this(clients, endpoint, () -> Pins.of(pin), timeout);
    }

    /** @param pins of the Core, asked before each exchange */
    public HttpsTransport(HttpsClients clients, URI endpoint, Supplier<Pins> pins, Duration timeout) {
        this.clients = clients;
        this.pins = pins;
        this.endpoint = endpoint;
        this.timeout = timeout;
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        SyncRequest body = SyncRequest.newBuilder().addAllFrames(frames).build();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(PATH))
                .header("Content-Type", PROTOBUF)
                .header("Accept", PROTOBUF)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        HttpResponse<byte[]> response = send(request, (frames.size() + 1L) * Frames.MAX_FRAME_BYTES);
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        try {
            return WireCodec.syncResponse(response.body()).getFramesList();
        } catch (MalformedMessageException e) {
            throw new TransportException(Kind.BAD_ANSWER, endpoint + " answered nonsense: " + e.getMessage(), e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request, long most) {
        try {
            return WholeAnswers.send(clients.pinned(pins.get()), request, timeout, most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Kind.UNREACHABLE, "interrupted while syncing with " + endpoint, e);
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PinnedTls.WrongKeyException wrong) {
                    throw new TransportException(Kind.WRONG_PIN, endpoint + ": " + wrong.getMessage(), e);
                }
            }
            throw new TransportException(Kind.UNREACHABLE, "HTTPS to " + endpoint + ": " + e, e);
        }
    }

    private TransportException refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        String line = endpoint + " answered " + status + ": " + Refusals.oneLine(text);
        boolean later = status == 408 || status == 429 || status >= 500;
        return new TransportException(later ? Kind.UNREACHABLE : Kind.REFUSED, line);
    }

    @Override
    public String name() {
        return "https";
    }

    @Override
    public void close() {
        // the client is the process's
    }
}
