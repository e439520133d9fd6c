package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.BankCursor;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same frames as one {@code POST /api/omega/sync}, where UDP is blocked. Pinned as QUIC is. */
public final class HttpsTransport implements FrameTransport {
    static final String PATH = "/api/omega/sync";
    private static final String PROTOBUF = "application/x-protobuf";

    private static final String EVENTS = "/api/omega/events/";

    /** Of the data of an event, as {@code docs/rest.md} says. Ids of banks need no escapes. */
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*(\\d+)");

    private static final Pattern BANK = Pattern.compile("\"bankId\"\\s*:\\s*\"([^\"]*)\"");

    /** A stream is kept for longer than a pull waits at the Core: each costs a TLS handshake, and comments keep it open. */
    private static final Duration EVENTS_WAIT = Duration.ofMinutes(10);

    private final HttpsClients clients;
    private final Supplier<Pins> pins;
    private final URI endpoint;
    private final Duration timeout;
    private final ViewerId viewer;

    /**
     * @param pins of the Core, asked before each exchange
     * @param viewer whose events it listens to
     */
    public HttpsTransport(HttpsClients clients, URI endpoint, Supplier<Pins> pins, ViewerId viewer, Duration timeout) {
        this.viewer = viewer;
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

    /**
     * The push of HTTPS: the Core's events say when there is another version than the pull's, which is sent then. The stream begins with
     * where the bank is, so that nothing is missed between two of them.
     */
    @Override
    public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
        BankCursor since = frames.getLast().getPull().getSince();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(EVENTS + viewer.value()))
                .header(
                        "Authorization",
                        "Bearer " + frames.getFirst().getConnect().getToken())
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "none")
                .GET()
                .build();
        try {
            ServerEvents.await(clients.pinned(pins.get()), request, event -> isOther(event, since), EVENTS_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Kind.UNREACHABLE, "interrupted while listening to " + endpoint, e);
        } catch (IOException e) {
            throw new TransportException(Kind.UNREACHABLE, "events of " + endpoint + ": " + e.getMessage(), e);
        }
        return exchange(frames);
    }

    private static boolean isOther(String event, BankCursor since) {
        Matcher version = VERSION.matcher(event);
        Matcher bank = BANK.matcher(event);
        return version.find()
                && bank.find()
                && !(version.group(1).equals(Long.toString(since.getVersion()))
                        && bank.group(1).equals(since.getBankId()));
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
