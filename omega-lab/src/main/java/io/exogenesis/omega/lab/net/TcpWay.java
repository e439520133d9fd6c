package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.quic.KeyTrust;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import io.exogenesis.omega.relay.TcpRelay;
import io.exogenesis.omega.wire.FrameDecoder;
import io.exogenesis.omega.wire.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 of the JDK over TCP: new, with a context that has met nobody (made before the clock runs), or resumed from the session of the
 * trial before. A trial that should have resumed and did not is done again: it is known by the time at which its session was made, which a
 * resumed one inherits.
 */
final class TcpWay implements Way {
    private final boolean resumes;
    private final FirstSync sync;
    private final Pin pin;
    private final TlsServer server;
    private final byte[] questions;
    private @Nullable SSLContext kept;

    TcpWay(boolean resumes, FirstSync sync, ServerIdentity identity) {
        this.resumes = resumes;
        this.sync = sync;
        this.pin = identity.pin();
        this.server = new TlsServer(sync, identity);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sync.questions().forEach(body -> all.writeBytes(Frames.encode(body)));
        this.questions = all.toByteArray();
    }

    @Override
    public String transport() {
        return resumes ? "tcp-resumed" : "tcp-new";
    }

    @Override
    public boolean resumes() {
        return resumes;
    }

    @Override
    public String engine() {
        return "jdk";
    }

    @Override
    public Relay relay(NetworkPath path, long seed) {
        return TcpRelay.start(server.address(), path, seed);
    }

    @Override
    public void prepare(InetSocketAddress network) {
        if (resumes) {
            kept = context();
            sync(kept, network, false);
        }
    }

    @Override
    public long trial(InetSocketAddress network) {
        SSLContext known = kept;
        return known == null ? sync(context(), network, false) : sync(known, network, true);
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance(TlsServer.TLS);
            context.init(
                    null,
                    new TrustManager[] {
                        new KeyTrust(actual -> {
                            if (!actual.equals(pin)) {
                                throw new CertificateException("another key");
                            }
                        })
                    },
                    null);
            // the factory's own set-up is no part of a connection
            context.getSocketFactory();
            return context;
        } catch (GeneralSecurityException e) {
            throw new NetException("no TLS context: " + e.getMessage(), e);
        }
    }

    private long sync(SSLContext context, InetSocketAddress network, boolean resumed) {
        long wallClock = System.currentTimeMillis();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.setEnabledProtocols(new String[] {TlsServer.TLS});
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) QuicLab.PATIENCE.toMillis());
            long begun = System.nanoTime();
            socket.connect(network, (int) QuicLab.PATIENCE.toMillis());
            socket.getOutputStream().write(questions);
            read(socket.getInputStream());
            long took = System.nanoTime() - begun;
            boolean inherited = socket.getSession().getCreationTime() < wallClock;
            if (resumed != inherited) {
                throw new OtherHandshakeException(
                        resumed ? "a TLS session was not resumed" : "a TLS session was resumed that should be new");
            }
            return took;
        } catch (IOException e) {
            throw new NetException("no answer over TLS: " + e.getMessage(), e);
        }
    }

    private void read(InputStream in) throws IOException {
        Counting counting = new Counting();
        FrameDecoder decoder = new FrameDecoder();
        byte[] buffer = new byte[16 << 10];
        while (counting.frames < sync.answers().size()) {
            int n = in.read(buffer);
            if (n < 0) {
                throw new IOException("the server ended in the middle of its answer");
            }
            decoder.feed(ByteBuffer.wrap(buffer, 0, n), counting);
        }
        if (counting.bytes != FirstSync.size(sync.answers())) {
            throw new NetException("an answer over TLS is not whole");
        }
    }

    /** Counts frames and their bytes. */
    private static final class Counting implements FrameDecoder.Sink {
        private int frames;
        private int bytes;

        @Override
        public void frame(byte[] body) {
            frames++;
            bytes += body.length;
        }

        @Override
        public void tooLarge(long declared) {
            throw new NetException("an answer of " + declared + " bytes");
        }

        @Override
        public void malformed(String why) {
            throw new NetException(why);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
