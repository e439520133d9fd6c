package io.exogenesis.omega.ear.foreign;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.log.NullLogger;

/** One device: it enrols over HTTPS and syncs over QUIC, or over HTTPS where it is told to. */
public final class ForeignViewer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ALPN = "omega-sync/1";
    private static final String PROTOBUF = "application/x-protobuf";

    /** What the Core answered to the enrolment. */
    public record Enrolled(String viewerId, String token, List<String> endpoints, String pin) {}

    private final HttpClient https;
    private final URI core;
    private final Enrolled enrolled;
    private final QuicClientConnection quic;

    private ForeignViewer(HttpClient https, URI core, Enrolled enrolled, QuicClientConnection quic) {
        this.https = https;
        this.core = core;
        this.enrolled = enrolled;
        this.quic = quic;
    }

    /**
     * Enrols with all consents and opens a connection.
     *
     * @param core address of the Core's HTTPS door
     * @param pin as the operator told it beside the code
     */
    public static ForeignViewer enrol(URI core, String pin, String code) throws Exception {
        HttpClient https = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(pinned(pin))
                .build();
        JsonObject consent = new JsonObject();
        for (String kind : List.of("patterns", "sample", "audit", "metrics")) {
            consent.addProperty(kind, true);
        }
        JsonObject body = new JsonObject();
        body.addProperty("enrolmentCode", code);
        body.addProperty("displayName", "written from the page");
        body.add("consent", consent);
        HttpResponse<byte[]> answer = https.send(
                HttpRequest.newBuilder(core.resolve("/api/omega/viewers"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 201) {
            throw new IOException("enrolment: " + answer.statusCode() + " " + text(answer.body()));
        }
        Enrolled enrolled = enrolled(text(answer.body()));
        URI quic = enrolled.endpoints().stream()
                .map(URI::create)
                .filter(endpoint -> "quic".equals(endpoint.getScheme()))
                .findFirst()
                .orElseThrow();
        return new ForeignViewer(https, core, enrolled, connect(quic, enrolled.pin()));
    }

    private static Enrolled enrolled(String json) {
        JsonObject answer = JsonParser.parseString(json).getAsJsonObject();
        List<String> endpoints = new ArrayList<>();
        answer.getAsJsonArray("endpoints").forEach(e -> endpoints.add(e.getAsString()));
        return new Enrolled(
                answer.get("viewerId").getAsString(),
                answer.get("token").getAsString(),
                endpoints,
                answer.get("pin").getAsString());
    }

    private static QuicClientConnection connect(URI endpoint, String pin) throws Exception {
        QuicClientConnection connection = QuicClientConnection.newBuilder()
                .uri(URI.create("https://" + endpoint.getAuthority()))
                .applicationProtocol(ALPN)
                .noServerCertificateCheck() // the pin is checked below, before the first frame
                .connectTimeout(PATIENCE)
                .maxIdleTimeout(PATIENCE)
                .logger(new NullLogger())
                .build();
        connection.connect();
        check(connection.getServerCertificateChain().getFirst(), pin);
        return connection;
    }

    /** What the Core knows this device by. */
    public Enrolled enrolled() {
        return enrolled;
    }

    /** The frame that comes first. */
    public ClientFrame connectFrame() {
        return ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder()
                        .setProtocol(1)
                        .setToken(enrolled.token())
                        .setClient("foreign/1"))
                .build();
    }

    /** One stream: CONNECT and these frames leave together; the answers in order, that to CONNECT first. */
    public List<ServerFrame> sync(ClientFrame... frames) throws IOException {
        List<ClientFrame> all = new ArrayList<>(List.of(connectFrame()));
        all.addAll(Arrays.asList(frames));
        return exchange(all.toArray(ClientFrame[]::new));
    }

    /** One stream with exactly these frames. */
    public List<ServerFrame> exchange(ClientFrame... frames) throws IOException {
        QuicStream stream = quic.createStream(true);
        try (OutputStream out = stream.getOutputStream()) {
            for (ClientFrame frame : frames) {
                byte[] message = frame.toByteArray();
                out.write(varint(message.length));
                out.write(message);
            }
        }
        List<ServerFrame> answers = new ArrayList<>();
        InputStream in = stream.getInputStream();
        for (int length = length(in); length >= 0; length = length(in)) {
            answers.add(ServerFrame.parseFrom(in.readNBytes(length)));
        }
        return answers;
    }

    /** The same frames where UDP is blocked: the token in the header alone, no CONNECT. */
    public HttpResponse<byte[]> overHttps(ClientFrame... frames) throws Exception {
        return https.send(
                HttpRequest.newBuilder(core.resolve("/api/omega/sync"))
                        .timeout(PATIENCE)
                        .header("Content-Type", PROTOBUF)
                        .header("Accept", PROTOBUF)
                        .header("Authorization", "Bearer " + enrolled.token())
                        .POST(BodyPublishers.ofByteArray(SyncRequest.newBuilder()
                                .addAllFrames(Arrays.asList(frames))
                                .build()
                                .toByteArray()))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** The frames of such an answer. */
    public static List<ServerFrame> frames(HttpResponse<byte[]> answer) throws IOException {
        return SyncResponse.parseFrom(answer.body()).getFramesList();
    }

    @Override
    public void close() {
        quic.close();
        https.close();
    }

    private static byte[] varint(int length) {
        byte[] out = new byte[5];
        int n = 0;
        int rest = length;
        while (rest >= 128) {
            out[n++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        out[n++] = (byte) rest;
        return Arrays.copyOf(out, n);
    }

    /** −1 where the stream ends. */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int b = in.read();
            if (b < 0) {
                return -1;
            }
            length |= (b & 127) << shift;
            if (b < 128) {
                return length;
            }
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static void check(X509Certificate certificate, String pin) throws CertificateException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            if (!Base64.getEncoder().encodeToString(hash).equals(pin)) {
                throw new CertificateException("this is not the Core that the pin belongs to");
            }
        } catch (GeneralSecurityException e) {
            throw e instanceof CertificateException c ? c : new CertificateException(e);
        }
    }

    private static SSLContext pinned(String pin) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new Pinned(pin)}, null);
        return context;
    }

    /** The extended kind, so that the JDK compares no host name. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final String pin;

        Pinned(String pin) {
            this.pin = pin;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain[0], pin);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain[0], pin);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain[0], pin);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("a server only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("a server only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("a server only");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
