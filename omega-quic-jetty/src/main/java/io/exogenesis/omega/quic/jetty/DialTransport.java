package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.DialConfig;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.quiche.client.QuicheClientConnectionFactory;
import org.eclipse.jetty.quic.quiche.client.QuicheClientQuicConfiguration;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/** UDP with quiche on it. Jetty's own {@code QuicheTransport} wraps streams for HTTP/3; this one gives sessions as they are. */
final class DialTransport extends Transport.Wrapper {

    private static final int READ_BYTES = 16 << 10;
    private static final int SESSION_WINDOWS = 8;

    private final QuicheClientConnectionFactory factory;
    private final List<String> alpn;

    DialTransport(DialConfig config) {
        super(Transport.UDP_IP);
        this.alpn = List.of(config.alpn());
        QuicheClientQuicConfiguration quic = new NoPemConfiguration();
        quic.setLocalBidirectionalStreamMaxData(2L * config.maxFrameBytes());
        quic.setSessionMaxData((long) SESSION_WINDOWS * config.maxFrameBytes());
        quic.setInputBufferSize(READ_BYTES);
        ClientConnectionFactory none = (endPoint, context) -> {
            throw new UnsupportedOperationException("streams are not end points here");
        };
        this.factory = new QuicheClientConnectionFactory(none, quic);
    }

    void dial(ClientConnector connector, InetSocketAddress to, DialedConnection connection) {
        Map<String, Object> context = new ConcurrentHashMap<>();
        context.put(Transport.CONTEXT_KEY, this);
        context.put(ClientConnector.APPLICATION_PROTOCOLS_CONTEXT_KEY, alpn);
        context.put(ClientConnector.SSL_CONTEXT_FACTORY_CONTEXT_KEY, connector.getSslContextFactory());
        context.put(ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY, connection.socketPromise());
        context.put(Session.Listener.class.getName(), connection);
        connector.connect(to, context);
    }

    @Override
    public boolean isIntrinsicallySecure() {
        return true;
    }

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) throws java.io.IOException {
        return factory.newConnection(endPoint, context);
    }

    @Override
    public EndPoint newEndPoint(
            Scheduler scheduler, ManagedSelector selector, SelectableChannel channel, SelectionKey key) {
        return new LossyEndPoint((DatagramChannel) channel, selector, key, scheduler);
    }

    /**
     * Jetty forgets a configuration's PEM paths when one connection closes, under the feet of another that is just being
     * opened. A dialer has no PEM files, so there is nothing to forget.
     */
    private static final class NoPemConfiguration extends QuicheClientQuicConfiguration {
        @Override
        public void deconfigure(SslContextFactory.Client tls) {}
    }
}
