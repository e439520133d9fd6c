package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicSslEngine;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS of a dialer: one context for each set of pins, so that a session that is resumed was made with a key of that set. The key is compared
 * within the handshake: a peer that refuses early data and shows another key is sent nothing a second time.
 */
final class PinnedTls {
    private final String alpn;
    private final Map<Pins, QuicSslContext> contexts = new ConcurrentHashMap<>();
    /** Whose handshake it is, from the engine's making until the connection ends. */
    private final Map<SSLEngine, DialedConnection> handshakes = new ConcurrentHashMap<>();

    PinnedTls(String alpn) {
        this.alpn = alpn;
    }

    /** An engine that takes these keys only, and resumes a session with that peer if there is one. */
    QuicSslEngine engine(DialedConnection connection, Pins pins, ByteBufAllocator memory) {
        InetSocketAddress peer = connection.peer();
        QuicSslEngine made =
                contexts.computeIfAbsent(pins, this::context).newEngine(memory, peer.getHostString(), peer.getPort());
        handshakes.put(made, connection);
        return made;
    }

    /** The connection has ended. */
    void forget(SSLEngine engine) {
        handshakes.remove(engine);
    }

    private QuicSslContext context(Pins pins) {
        return QuicSslContextBuilder.forClient()
                .trustManager(new PinnedKey(pins))
                .endpointIdentificationAlgorithm("") // a host name proves nothing here: the pin does
                .applicationProtocols(alpn)
                .earlyData(true)
                .build();
    }

    private final class PinnedKey extends X509ExtendedTrustManager {
        private final Pins pins;

        PinnedKey(Pins pins) {
            this.pins = pins;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (chain.length == 0) {
                throw new CertificateException("the peer showed no certificate");
            }
            Pin actual = Pin.of(chain[0]);
            DialedConnection connection = handshakes.get(engine);
            if (connection != null) {
                connection.shown(actual);
            }
            if (!pins.accept(actual)) {
                throw new CertificateException("the peer's key is " + actual + ", not " + pins);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("only QUIC is checked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("clients are not checked here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
