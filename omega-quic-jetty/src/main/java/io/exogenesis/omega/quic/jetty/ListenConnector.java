package io.exogenesis.omega.quic.jetty;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.eclipse.jetty.quic.quiche.server.AbstractQuicheServerConnectionFactory;
import org.eclipse.jetty.quic.quiche.server.QuicheServerQuicConfiguration;
import org.eclipse.jetty.quic.quiche.server.internal.ServerQuicheConnection;
import org.eclipse.jetty.quic.quiche.server.internal.ServerQuicheSession;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DatagramServerConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The UDP side of a listener. Jetty's own {@code QuicheServerConnector} wraps each stream into an {@code EndPoint}, made for
 * HTTP/3; frames need only streams, so this one hands sessions to our listener as they are.
 */
final class ListenConnector extends DatagramServerConnector {

    private static final int KERNEL_BUFFER_BYTES = 4 << 20;

    private final SessionFactory sessions;

    ListenConnector(
            Server server,
            String alpn,
            SslContextFactory.Server tls,
            QuicheServerQuicConfiguration quic,
            Session.Listener.Factory listeners,
            HandshakeGate gate) {
        super(server, new AlpnName(alpn));
        this.sessions = new SessionFactory(tls, quic, listeners, gate);
        addBean(sessions);
    }

    /** Asks for a large kernel buffer: all viewers share this socket. The kernel gives what its limit allows. */
    @Override
    protected DatagramChannel openDatagramChannel() throws IOException {
        DatagramChannel channel = super.openDatagramChannel();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER_BYTES);
        return channel;
    }

    @Override
    protected Connection newConnection(EndPoint endPoint) {
        return sessions.newConnection(this, endPoint);
    }

    @Override
    protected EndPoint newEndPoint(DatagramChannel channel, ManagedSelector selector, SelectionKey key) {
        return new ListenEndPoint(channel, selector, key, getScheduler());
    }

    private static final class SessionFactory extends AbstractQuicheServerConnectionFactory {
        private final HandshakeGate gate;

        SessionFactory(
                SslContextFactory.Server tls,
                QuicheServerQuicConfiguration quic,
                Session.Listener.Factory listeners,
                HandshakeGate gate) {
            super(tls, quic, listeners);
            this.gate = gate;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new Sessions(connector, this, endPoint), connector, endPoint);
        }
    }

    /** All sessions of the socket, which are ours instead of Jetty's. */
    private static final class Sessions extends ServerQuicheConnection {
        private final HandshakeGate gate;

        Sessions(Connector connector, SessionFactory factory, EndPoint endPoint) {
            super(
                    connector,
                    factory.getSslContextFactory(),
                    factory.getServerQuicConfiguration(),
                    endPoint,
                    factory.getSessionListenerFactory());
            this.gate = factory.gate;
        }

        @Override
        protected ServerQuicheSession newServerQuicheSession(Quiche quiche, SocketAddress remote) {
            return new PromptSession(
                    this,
                    getServerQuicConfiguration(),
                    quiche,
                    remote,
                    getSessionListenerFactory().newListener(),
                    gate);
        }
    }

    /** Jetty offers the names of its connection factories as ALPN; ours never makes a connection. */
    private static final class AlpnName extends AbstractConnectionFactory {
        AlpnName(String alpn) {
            super(alpn);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            throw new UnsupportedOperationException("streams are not end points here");
        }
    }
}
