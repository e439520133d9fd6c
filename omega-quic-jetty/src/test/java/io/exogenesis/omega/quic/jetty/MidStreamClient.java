package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.engine.FramePrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.util.Promise;

/** A process that sends one whole frame and half of another, and then waits to be killed. */
public final class MidStreamClient {

    private MidStreamClient() {}

    /** Starts the process; the caller kills it. */
    public static Process launch(int port, Pin pin) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        MidStreamClient.class.getName(),
                        "" + port,
                        pin.sha256Base64())
                .inheritIO()
                .start();
    }

    /** Sends the beginning of a frame on a stream of its own, which then stays open. */
    public static void begin(QuicConnection connection, int declared, int sent) throws Exception {
        Session session = ((DialedConnection) connection).opened().get();
        Stream stream = session.newStream(session.newStreamId(true), new Stream.Listener() {});
        stream.data(false, List.of(FramePrefix.of(declared), ByteBuffer.allocate(sent)), Promise.Invocable.noop());
    }

    /** Sends a whole frame and, in the same packet, the beginning of another. */
    public static void wholeAndBegin(QuicConnection connection, int whole, int declared, int sent) throws Exception {
        Session session = ((DialedConnection) connection).opened().get();
        Stream stream = session.newStream(session.newStreamId(true), new Stream.Listener() {});
        ByteBuffer all = ByteBuffer.allocate(whole + sent + 2 * Long.BYTES)
                .put(FramePrefix.of(whole))
                .put(new byte[whole])
                .put(FramePrefix.of(declared))
                .put(new byte[sent]);
        stream.data(false, List.of(all.flip()), Promise.Invocable.noop());
    }

    /** @param args port and pin */
    public static void main(String[] args) throws Exception {
        NativeQuiche.load();
        JettyDialer dialer = JettyDialer.start(DialConfig.defaults());
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        DialedConnection connection = (DialedConnection) dialer.connect(to, new Pin(args[1]), Duration.ofSeconds(60));
        Session session = connection.opened().get();
        Stream stream = session.newStream(session.newStreamId(true), new Stream.Listener() {});
        stream.data(
                false,
                List.of(FramePrefix.of(10), ByteBuffer.allocate(10), FramePrefix.of(1000), ByteBuffer.allocate(500)),
                Promise.Invocable.noop());
        Thread.currentThread().join(); // until the kill
    }
}
