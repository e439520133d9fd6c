package io.exogenesis.omega.viewer.internal.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.exogenesis.omega.quic.Pin;
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

/** One sync is one stream of a warm QUIC connection. */
public final class QuicTransport implements FrameTransport {
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final QuicConnections connections;
    private final URI endpoint;
    private final Pin pin;
    private final int slot;
    private final Duration timeout;

    /** @param agent any number of the agent's own, to spread agents over the shared connections */
    public QuicTransport(QuicConnections connections, URI endpoint, Pin pin, int agent, Duration timeout) {
        this.connections = connections;
        this.endpoint = endpoint;
        this.pin = pin;
        this.slot = connections.slotFor(agent);
        this.timeout = timeout;
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        // A consent that somebody sends again would take back a newer one; all other frames may arrive twice.
        return exchange(frames, frames.stream().noneMatch(ClientFrame::hasConsent), timeout);
    }

    /** Not as early data, in which the Core lets nobody wait. */
    @Override
    public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
        if (!connections.ofItsOwn()) {
            throw new TransportException(
                    Kind.UNUSABLE,
                    "agents that share connections wait for no news: each would keep a stream of the others");
        }
        return exchange(frames, false, wait.plus(timeout));
    }

    private List<ServerFrame> exchange(List<ClientFrame> frames, boolean early, Duration within) {
        List<byte[]> bodies = frames.stream()
                .map(frame -> early ? withNonce(frame) : frame)
                .map(MessageLite::toByteArray)
                .toList();
        try {
            return connections.exchange(endpoint, pin, slot, bodies, early, within).stream()
                    .map(WireCodec::serverFrame)
                    .toList();
        } catch (MalformedMessageException e) {
            throw new TransportException(Kind.BAD_ANSWER, endpoint + " answered nonsense: " + e.getMessage(), e);
        } catch (QuicException e) {
            throw new TransportException(kind(e), "QUIC to " + endpoint + ": " + e.getMessage(), e);
        }
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
        connections.release(endpoint, pin, slot);
    }
}
