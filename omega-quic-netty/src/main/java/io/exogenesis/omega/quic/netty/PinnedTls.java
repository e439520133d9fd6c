package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.Pin;
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
 * TLS of a dialer: one context for each pin, so that a session that is resumed was made with that key. The pin is compared within the
 * handshake: a peer that refuses early data and shows another key is sent nothing a second time.
 */
final class PinnedTls {
    private final String alpn;
    private final Map<Pin, QuicSslContext> contexts = new ConcurrentHashMap<>();
    /** Whose handshake it is, from the engine's making until the connection ends. */
    private final Map<SSLEngine, DialedConnection> handshakes = new ConcurrentHashMap<>();

    PinnedTls(String alpn) {
        this.alpn = alpn;
    }

    /** An engine that takes this key only, and resumes a session with that peer if there is one. */
    QuicSslEngine engine(DialedConnection connection, Pin pin, ByteBufAllocator memory) {
        InetSocketAddress peer = connection.peer();
        QuicSslEngine made =
                contexts.computeIfAbsent(pin, this::context).newEngine(memory, peer.getHostString(), peer.getPort());
        handshakes.put(made, connection);
        return made;
    }

    /** The connection has ended. */
    void forget(SSLEngine engine) {
        handshakes.remove(engine);
    }

    private QuicSslContext context(Pin pin) {
        return QuicSslContextBuilder.forClient()
                .trustManager(new PinnedKey(pin))
                .endpointIdentificationAlgorithm("") // a host name proves nothing here: the pin does
                .applicationProtocols(alpn)
                .earlyData(true)
                .build();
    }

    private final class PinnedKey extends X509ExtendedTrustManager {
        private final Pin pin;

        PinnedKey(Pin pin) {
            this.pin = pin;
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
            if (!actual.equals(pin)) {
                throw new CertificateException("the peer's key is " + actual + ", not " + pin);
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
