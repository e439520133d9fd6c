package io.exogenesis.omega.quic.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.eclipse.jetty.quic.quiche.QuicheBinding;
import org.eclipse.jetty.quic.quiche.QuicheConfig;
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
 * <p>Jetty finds this class by {@link java.util.ServiceLoader}, on the thread of {@link NativeQuiche} only: there is no entry for
 * it that a host's own Jetty would find.
 */
public final class GuardedBinding implements QuicheBinding {

    private static final int MIN_INITIAL_BYTES = 1200;
    private static final int LONG_HEADER = 0x80;
    private static final int BEFORE_JETTYS_OWN = 50;
    /** A window that is always read at once may become so many times as large. */
    private static final long GROWTH = 4;

    private static final String JETTYS_TEST_PROTOCOL = "http/0.9";

    private static volatile boolean inPlace;

    private final QuicheBinding jetty;
    private final RetryTokens tokens = new RetryTokens(InstantSource.system());

    /** For the service loader, on a thread whose context class loader is a {@link BindingLoader}. */
    public GuardedBinding() {
        if (!(Thread.currentThread().getContextClassLoader() instanceof BindingLoader loader)) {
            throw new IllegalStateException("the binding is made by NativeQuiche only");
        }
        jetty = loader.binding();
    }

    /** Whether Jetty has taken this binding. It takes one for the life of the process. */
    static boolean isInPlace() {
        return inPlace;
    }

    @Override
    public @Nullable Throwable initialize() {
        Throwable failure = jetty.initialize();
        inPlace = failure == null;
        return failure;
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
        HandshakeGate gate = HandshakeGate.of(config.getPrivKeyPemPath());
        if (!mayBeFirst(received) || (gate != null && !gate.open())) {
            return null;
        }
        restrict(config);
        int position = received.position();
        Quiche.TokenValidator genuine = tokens.validator((InetSocketAddress) peer);
        try {
            Quiche accepted = jetty.tryAccept(config, unfed(genuine, received), received, local, peer);
            if (accepted == null) {
                return null;
            }
            received.position(position);
            return feed(accepted, received, local, peer) ? accepted : null;
        } catch (IOException | RuntimeException e) {
            received.position(position);
            return null;
        }
    }

    /**
     * Jetty's {@code tryAccept} feeds the first datagram to the new connection, and if that fails it throws: the close that says
     * why is never sent, and the connection's native memory is never freed. So the datagram is hidden from it once the token has
     * been found genuine, which is after the header was read and before the connection is made.
     */
    private static Quiche.TokenValidator unfed(Quiche.TokenValidator genuine, ByteBuffer received) {
        return (token, length) -> {
            byte[] originalId = genuine.validate(token, length);
            received.position(received.limit());
            return originalId;
        };
    }

    /** Whether the connection is to be kept: it runs, or it has a close to send that says why it does not. */
    private static boolean feed(Quiche accepted, ByteBuffer received, SocketAddress local, SocketAddress peer) {
        boolean keep = false;
        try {
            while (received.hasRemaining()) {
                accepted.feedCipherBytes(received, local, peer);
            }
            keep = true;
        } catch (IOException e) {
            received.position(received.limit());
            keep = accepted.getLocalCloseInfo() != null;
        } finally {
            if (!keep) {
                accepted.dispose();
            }
        }
        return keep;
    }

    /**
     * No protocol but the listener's own, so that TLS itself refuses another one (RFC 9001 §8.1); Jetty adds one for test
     * clients. And windows that grow to a bound; quiche's would to 24 MiB a connection, for whoever just sends.
     */
    private static void restrict(QuicheConfig config) {
        config.setApplicationProtos(Arrays.stream(config.getApplicationProtos())
                .filter(name -> !name.equals(JETTYS_TEST_PROTOCOL))
                .toArray(String[]::new));
        config.setMaxConnectionWindow(GROWTH * config.getInitialMaxData());
        config.setMaxStreamWindow(GROWTH * config.getInitialMaxStreamDataBidiRemote());
    }

    private static boolean mayBeFirst(ByteBuffer datagram) {
        return datagram.remaining() >= MIN_INITIAL_BYTES && (datagram.get(datagram.position()) & LONG_HEADER) != 0;
    }
}
