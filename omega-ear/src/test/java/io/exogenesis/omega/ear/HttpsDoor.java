package io.exogenesis.omega.ear;

import io.exogenesis.omega.quic.KeyTrust;
import io.exogenesis.omega.quic.Pin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One connection to a Core's HTTPS port, whatever key it shows. */
final class HttpsDoor implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final AtomicReference<Pin> shown = new AtomicReference<>();
    private final SSLSocket socket;
    private final BufferedReader in;

    /** @param version such as {@code TLSv1.3} */
    HttpsDoor(int port, String version) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new KeyTrust(shown::set)}, null);
        socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setEnabledProtocols(new String[] {version});
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** The key of a new connection. */
    static Pin key(int port) throws IOException, GeneralSecurityException {
        try (HttpsDoor door = new HttpsDoor(port, "TLSv1.3")) {
            return door.shake();
        }
    }

    Pin shake() throws IOException {
        socket.startHandshake();
        return shown.get();
    }

    /** The status line of another request on this connection. */
    String ask() throws IOException {
        socket.getOutputStream()
                .write("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        String status = in.readLine();
        for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
            line = in.readLine();
        }
        return status == null ? "closed" : status;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A certificate and its key as PEM files, as an operator has them. */
    static void pem(Path certificate, Path key) throws IOException, InterruptedException, GeneralSecurityException {
        String password = "only-for-this-test";
        Path store = certificate.resolveSibling("given.p12");
        Work.keyStore(store, password);
        KeyStore read = KeyStore.getInstance(store.toFile(), password.toCharArray());
        String alias = Collections.list(read.aliases()).getFirst();
        Files.writeString(
                certificate, block("CERTIFICATE", read.getCertificate(alias).getEncoded()));
        Files.writeString(
                key,
                block("PRIVATE KEY", read.getKey(alias, password.toCharArray()).getEncoded()));
    }

    private static String block(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }
}
