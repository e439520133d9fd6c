package io.exogenesis.omega.web.ready;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.ServerSettings;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.quic.KeyTrust;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls at the Core's own ports, as a program on this machine would. */
@ApplicationScoped
class DoorProbe {
    /** Of connecting and of each read: on the own machine an answer takes milliseconds, on a very busy one a second. */
    private static final int PATIENCE_MS = 5_000;
    /** The answer is a status line, some headers and 36 letters. */
    private static final int MAX_ANSWER_BYTES = 8 << 10;

    private static final String ANY_HOST = "*";

    @Inject
    CoreSettings settings;

    @Inject
    ServerIdentity identity;

    @Inject
    @ConfigProperty(name = "omega.https.host", defaultValue = ANY_HOST)
    String httpsHost;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    DoorProbe() {}

    /** @throws CoreException naming the port behind which this Core does not answer, and why */
    void check() {
        ServerSettings server = settings.server();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        call("HTTP", SocketFactory.getDefault(), new InetSocketAddress(loopback, server.httpPort()));
        checkHttps();
    }

    /** @throws CoreException if this Core does not answer there, or with another key than viewers are told */
    void checkHttps() {
        ServerSettings server = settings.server();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetSocketAddress https = httpsHost.equals(ANY_HOST)
                ? new InetSocketAddress(loopback, server.httpsPort())
                : new InetSocketAddress(httpsHost, server.httpsPort());
        call("HTTPS", tls(), https);
    }

    static void call(String door, SocketFactory sockets, InetSocketAddress at) {
        try (Socket socket = sockets.createSocket()) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(at, PATIENCE_MS);
            String request = "GET " + DoorServlet.PATH + " HTTP/1.1\r\nHost: " + at.getHostString() + ":" + at.getPort()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer =
                    new String(socket.getInputStream().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 200") || !answer.contains(DoorServlet.INSTANCE)) {
                throw new CoreException("somebody else, or nobody yet, answers at the " + door + " port " + at.getPort()
                        + ": " + answer.lines().findFirst().orElse("nothing"));
            }
        } catch (IOException e) {
            throw new CoreException("the " + door + " port " + at.getPort() + " does not answer: " + e.getMessage(), e);
        }
    }

    /** No authorities and no host names: the key must be the one whose pin viewers are given. */
    private SocketFactory tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {ownKey(identity.pin())}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new CoreException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    /** @param pin empty for a Core without a key store of its own; then any key will do */
    private static KeyTrust ownKey(String pin) {
        return new KeyTrust(actual -> {
            if (!pin.isEmpty() && !actual.sha256Base64().equals(pin)) {
                throw new CertificateException("another key than that of omega.keystore");
            }
        });
    }
}
