package io.exogenesis.omega.quic;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import tech.kwik.core.ConnectionListener;
import tech.kwik.core.DatagramSocketFactory;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.log.NullLogger;

/** A QUIC client of another library: Kwik, all Java. One socket and a few threads a connection. */
final class KwikClient {

    /** Longer than any test waits: a connection must end because it was closed, not because it was idle. */
    /**
     * One handshake in a hundred ends in a NullPointerException of Kwik's TLS engine, whose threads race: nothing that a server could
     * do about.
     */
    private static final int ATTEMPTS = 3;

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Pin pin;
    private final String alpn;

    KwikClient(Pin pin, String alpn) {
        this.pin = pin;
        this.alpn = alpn;
    }

    /** A connection that is not connected yet; {@code listener} hears of its end. */
    QuicClientConnection prepare(InetSocketAddress to, ConnectionListener listener) throws IOException {
        return prepare(to, listener, destination -> new DatagramSocket());
    }

    /** The same on a socket of the caller's. */
    QuicClientConnection prepare(InetSocketAddress to, ConnectionListener listener, DatagramSocketFactory sockets)
            throws IOException {
        QuicClientConnection connection = QuicClientConnection.newBuilder()
                .uri(URI.create("https://" + to.getAddress().getHostAddress() + ":" + to.getPort()))
                .applicationProtocol(alpn)
                .noServerCertificateCheck() // Kwik would compare the host's name; the pin is checked instead
                .connectTimeout(Fixture.PATIENCE)
                .maxIdleTimeout(IDLE)
                .logger(new NullLogger())
                .socketFactory(sockets)
                .build();
        connection.setConnectionListener(listener);
        return connection;
    }

    /** Connects, and checks the pin before anything is sent. */
    QuicClientConnection connect(InetSocketAddress to) throws Exception {
        QuicClientConnection connection = dialled(to, ATTEMPTS);
        new PinnedTrust(pin)
                .checkServerTrusted(connection.getServerCertificateChain().toArray(X509Certificate[]::new), "");
        return connection;
    }

    private QuicClientConnection dialled(InetSocketAddress to, int attempts) throws Exception {
        QuicClientConnection connection = prepare(to, event -> {});
        try {
            connection.connect();
            return connection;
        } catch (ConnectException e) {
            boolean own = String.valueOf(e.getMessage()).contains(NullPointerException.class.getName());
            if (attempts > 1 && own) {
                return dialled(to, attempts - 1);
            }
            throw e;
        }
    }

    /** One stream: sends all bytes, finishes, and collects what comes until the peer finishes. */
    static byte[] exchange(QuicClientConnection connection, byte[] bytes) throws IOException {
        QuicStream stream = connection.createStream(true);
        try (var out = stream.getOutputStream()) {
            out.write(bytes);
        }
        return stream.getInputStream().readAllBytes();
    }
}
