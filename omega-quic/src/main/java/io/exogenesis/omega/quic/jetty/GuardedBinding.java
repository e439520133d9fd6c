package io.exogenesis.omega.quic.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.eclipse.jetty.quic.quiche.QuicheBinding;
import org.eclipse.jetty.quic.quiche.QuicheConfig;
import org.eclipse.jetty.quic.quiche.foreign.ForeignQuicheBinding;
import org.jspecify.annotations.Nullable;

/**
 * Stands before Jetty's binding and drops what is no sensible datagram.
 *
 * <p>Jetty 12.1.5 ends <em>all</em> connections of a listener and stops reading when one datagram cannot be parsed: an empty
 * connection id or a foreign Retry token suffices. Here such a datagram counts as not received. Two more rules apply to
 * first packets: RFC 9000 §14.1, "a server MUST discard an Initial packet that is carried in a UDP datagram with a payload
 * that is smaller than the smallest allowed maximum datagram size of 1200 bytes", else we would be an amplifier; and the
 * Retry token is {@linkplain RetryTokens authenticated}.
 *
 * <p>Jetty finds this class by {@link java.util.ServiceLoader} and prefers it for its priority.
 */
public final class GuardedBinding implements QuicheBinding {

    private static final int MIN_INITIAL_BYTES = 1200;
    private static final int LONG_HEADER = 0x80;
    private static final int BEFORE_JETTYS_OWN = 50;

    private final QuicheBinding jetty = new ForeignQuicheBinding();
    private final RetryTokens tokens = new RetryTokens(InstantSource.system());

    /** For the service loader. */
    public GuardedBinding() {}

    @Override
    public @Nullable Throwable initialize() {
        return jetty.initialize();
    }

    @Override
    public int priority() {
        return BEFORE_JETTYS_OWN;
    }

    @Override
    public byte @Nullable [] fromPacket(ByteBuffer packet) {
        byte[] connectionId = jetty.fromPacket(packet);
        return connectionId == null || connectionId.length == 0 ? null : connectionId;
    }

    @Override
    public Quiche connect(QuicheConfig config, InetSocketAddress local, InetSocketAddress peer, int idLength)
            throws IOException {
        return jetty.connect(config, local, peer, idLength);
    }

    @Override
    public boolean negotiate(Quiche.TokenMinter minter, ByteBuffer received, ByteBuffer toSend) {
        if (!mayBeFirst(received)) {
            return false;
        }
        int position = toSend.position();
        try {
            return jetty.negotiate(tokens.minter(minter), received, toSend);
        } catch (IOException | RuntimeException e) {
            toSend.position(position);
            return false;
        }
    }

    @Override
    public @Nullable Quiche tryAccept(
            QuicheConfig config,
            Quiche.TokenValidator validator,
            ByteBuffer received,
            SocketAddress local,
            SocketAddress peer) {
        if (!mayBeFirst(received)) {
            return null;
        }
        int position = received.position();
        try {
            return jetty.tryAccept(config, tokens.validator((InetSocketAddress) peer), received, local, peer);
        } catch (IOException | RuntimeException e) {
            received.position(position);
            return null;
        }
    }

    private static boolean mayBeFirst(ByteBuffer datagram) {
        return datagram.remaining() >= MIN_INITIAL_BYTES && (datagram.get(datagram.position()) & LONG_HEADER) != 0;
    }
}
