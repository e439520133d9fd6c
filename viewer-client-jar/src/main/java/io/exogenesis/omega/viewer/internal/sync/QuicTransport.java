package io.exogenesis.omega.viewer.internal.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** One sync is one stream of a warm QUIC connection. */
public final class QuicTransport implements FrameTransport {
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final QuicConnections connections;
    private final URI endpoint;
    private final Supplier<Pins> pins;
    private final int slot;
    private final Duration timeout;
    /** Of the connection in use, which is another one for each set. */
    private volatile Pins inUse;

    /** To the holder of one key. */
    public QuicTransport(QuicConnections connections, URI endpoint, Pin pin, int agent, Duration timeout) {
        this(connections, endpoint, () -> Pins.of(pin), agent, timeout);
    }

    /**
     * @param pins of the Core, asked before each exchange
     * @param agent any number of the agent's own, to spread agents over the shared connections
     */
    public QuicTransport(QuicConnections connections, URI endpoint, Supplier<Pins> pins, int agent, Duration timeout) {
        this.connections = connections;
        this.endpoint = endpoint;
        this.pins = pins;
        this.inUse = pins.get();
        this.slot = connections.slotFor(agent);
        this.timeout = timeout;
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        return exchange(frames, mayRepeat(frames), timeout, connections::exchange);
    }

    @Override
    public List<ServerFrame> exchangeAnew(List<ClientFrame> frames) {
        return exchange(frames, mayRepeat(frames), timeout, connections::exchangeAnew);
    }

    /** A way to exchange over one of the connections. */
    private interface Exchanging {
        List<byte[]> exchange(URI endpoint, Pins pins, int slot, List<byte[]> bodies, boolean early, Duration timeout);
    }

    /** A consent that somebody sends again would take back a newer one; all other frames may arrive twice. */
    private static boolean mayRepeat(List<ClientFrame> frames) {
        return frames.stream().noneMatch(ClientFrame::hasConsent);
    }

    /** Not as early data, in which the Core lets nobody wait. */
    @Override
    public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
        if (!connections.ofItsOwn()) {
            throw new TransportException(
                    Kind.UNUSABLE,
                    "agents that share connections wait for no news: each would keep a stream of the others");
        }
        return exchange(frames, false, wait.plus(timeout), connections::exchange);
    }

    private List<ServerFrame> exchange(List<ClientFrame> frames, boolean early, Duration within, Exchanging way) {
        List<byte[]> bodies = frames.stream()
                .map(frame -> early ? withNonce(frame) : frame)
                .map(MessageLite::toByteArray)
                .toList();
        try {
            return way.exchange(endpoint, pinsNow(), slot, bodies, early, within).stream()
                    .map(WireCodec::serverFrame)
                    .toList();
        } catch (MalformedMessageException e) {
            throw new TransportException(Kind.BAD_ANSWER, endpoint + " answered nonsense: " + e.getMessage(), e);
        } catch (QuicException e) {
            throw new TransportException(kind(e), "QUIC to " + endpoint + ": " + e.getMessage(), e);
        }
    }

    private Pins pinsNow() {
        Pins now = pins.get();
        Pins before = inUse;
        if (!now.equals(before)) {
            inUse = now;
            connections.release(endpoint, before, slot);
        }
        return now;
    }

    /** By it the Core knows a copy of early data. */
    private static ClientFrame withNonce(ClientFrame frame) {
        if (!frame.hasConnect()) {
            return frame;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return frame.toBuilder()
                .setConnect(frame.getConnect().toBuilder().setNonce(ByteString.copyFrom(nonce)))
                .build();
    }

    private static Kind kind(QuicException e) {
        return switch (e.kind()) {
            case TIMEOUT, CONNECT_FAILED, CLOSED, RESET -> Kind.UNREACHABLE;
            case BAD_ANSWER -> Kind.BAD_ANSWER;
            case WRONG_PIN -> Kind.WRONG_PIN;
            case PORT_IN_USE, SETUP -> Kind.UNUSABLE;
        };
    }

    @Override
    public String name() {
        return "quic";
    }

    @Override
    public void close() {
        connections.release(endpoint, inUse, slot);
    }
}
