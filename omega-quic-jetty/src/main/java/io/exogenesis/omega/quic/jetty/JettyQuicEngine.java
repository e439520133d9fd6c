package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.StreamHandler;

/** Jetty QUIC on quiche. Stateless; the native library is loaded once a JVM, at the first use. */
public final class JettyQuicEngine implements QuicEngine {

    /** An engine; nothing is loaded yet. */
    public JettyQuicEngine() {}

    @Override
    public String name() {
        return "jetty";
    }

    @Override
    public QuicListener listen(ListenConfig config, StreamHandler handler) {
        NativeQuiche.load();
        return JettyListener.start(config, handler);
    }

    @Override
    public QuicDialer dialer(DialConfig config) {
        NativeQuiche.load();
        return JettyDialer.start(config);
    }
}
