package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLServerSocket;

/** The {@link FakeCore} over HTTPS, as a Core or a network that is ill would answer. */
public final class MisbehavingCore implements AutoCloseable {
    /** What happens to a request. */
    public enum Manner {
        HONEST,
        /** Accepts the connection and says nothing, not even in the handshake. */
        MUTE,
        /** Executes the request and sends its answer a byte every 50 ms. */
        SLOW,
        /** Executes the request and stops in the middle of the body. */
        HALF,
        /** Sends the headers of an answer, and no more. */
        STALLING,
        /** Refuses with a status. */
        REFUSING,
        /** Never stops sending. */
        ENDLESS
    }

    private final FakeCore core;
    private final SSLServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Manner manner = Manner.HONEST;

    public MisbehavingCore(FakeCore core, TestKey key) throws Exception {
        this.core = core;
        this.server = (SSLServerSocket) key.serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    public void behave(Manner next) {
        manner = next;
    }

    public String endpoint() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    /** Connections whose client has not gone. */
    public int connections() {
        return sockets.size();
    }

    private void serve(Socket socket) {
        Manner now = manner;
        try (socket) {
            if (now == Manner.MUTE) {
                awaitClose(socket);
                return;
            }
            answer(now, request(socket.getInputStream()), socket);
        } catch (IOException | RuntimeException e) {
            // the client has gone
        } finally {
            sockets.remove(socket);
        }
    }

    /** Reading through TLS would begin a handshake, and so an answer; the kernel's view of the connection is enough. */
    private void awaitClose(Socket socket) {
        while (!server.isClosed() && !socket.isClosed()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void answer(Manner now, byte[] request, Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        if (now == Manner.REFUSING) {
            out.write(head("403 Forbidden", "Content-Length: 2\r\nConnection: close\r\n"));
            out.write("no".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        if (now == Manner.STALLING) {
            out.write(head("200 OK", "Content-Length: 100\r\n"));
            out.flush();
            int end = socket.getInputStream().read();
            if (end >= 0) {
                throw new IOException("more than a request");
            }
            return;
        }
        if (now == Manner.ENDLESS) {
            out.write(head("200 OK", "Transfer-Encoding: chunked\r\n"));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (!server.isClosed()) {
                out.write(chunk);
            }
            return;
        }
        byte[] body = SyncResponse.newBuilder()
                .addAllFrames(core.answer(WireCodec.syncRequest(request).getFramesList()))
                .build()
                .toByteArray();
        out.write(head("200 OK", "Content-Length: " + body.length + "\r\nConnection: close\r\n"));
        switch (now) {
            case SLOW -> {
                for (byte b : body) {
                    out.write(b);
                    out.flush();
                    LockSupport.parkNanos(50_000_000);
                }
            }
            case HALF -> {
                out.write(body, 0, body.length / 2);
                out.flush();
                int end = socket.getInputStream().read();
                if (end >= 0) {
                    throw new IOException("more than a request");
                }
            }
            default -> out.write(body);
        }
    }

    private static byte[] head(String status, String headers) {
        return ("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("gone");
            }
            head.write(next);
        }
        int length = head.toString(StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
