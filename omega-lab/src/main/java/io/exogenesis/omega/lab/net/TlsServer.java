package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.wire.FrameDecoder;
import io.exogenesis.omega.wire.Frames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS 1.3 of the JDK over TCP: takes the frames of a sync and answers each, as a stream of QUIC does. */
final class TlsServer implements AutoCloseable {
    static final String TLS = "TLSv1.3";
    private static final int BACKLOG = 100;
    private static final int BUFFER = 16 << 10;

    private final FirstSync sync;
    private final SSLServerSocket door;

    TlsServer(FirstSync sync, ServerIdentity identity) {
        this.sync = sync;
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity.load(), identity.password().toCharArray());
            SSLContext context = SSLContext.getInstance(TLS);
            context.init(keys.getKeyManagers(), null, null);
            door = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            door.setEnabledProtocols(new String[] {TLS});
        } catch (IOException | GeneralSecurityException e) {
            throw new NetException("the TLS server does not start: " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("tls-accept").start(this::accept);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("tls-server").start(() -> serve(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            OutputStream out = new BufferedOutputStream(client.getOutputStream(), BUFFER);
            InputStream in = client.getInputStream();
            Answering answering = new Answering(out);
            FrameDecoder decoder = new FrameDecoder();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                decoder.feed(ByteBuffer.wrap(buffer, 0, n), answering);
                // answers that are ready together leave together, as from a stream
                out.flush();
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(TlsServer.class.getName())
                    .log(System.Logger.Level.DEBUG, "a client of the TLS server left", e);
        }
    }

    /** The answer to each frame. */
    private final class Answering implements FrameDecoder.Sink {
        private final OutputStream out;
        private int answered;

        Answering(OutputStream out) {
            this.out = out;
        }

        @Override
        public void frame(byte[] body) {
            try {
                out.write(Frames.encode(sync.answers().get(answered++)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void tooLarge(long declared) {
            throw new NetException("a frame of " + declared + " bytes");
        }

        @Override
        public void malformed(String why) {
            throw new NetException(why);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
