package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.StreamHandler;
import io.netty.handler.codec.quic.Quic;

/** Netty QUIC. Stateless; the native library is loaded once a JVM, at the first use. */
public final class NettyQuicEngine implements QuicEngine {

    /** An engine; nothing is loaded yet. */
    public NettyQuicEngine() {}

    @Override
    public String name() {
        return "netty";
    }

    @Override
    public QuicListener listen(ListenConfig config, StreamHandler handler) {
        load();
        return NettyListener.start(config, handler);
    }

    @Override
    public QuicDialer dialer(DialConfig config) {
        load();
        return NettyDialer.start(config);
    }

    private static void load() {
        if (!Quic.isAvailable()) {
            Throwable why = Quic.unavailabilityCause();
            throw new QuicException(
                    QuicException.Kind.SETUP, "Netty's QUIC library cannot be used here: " + why.getMessage(), why);
        }
    }
}
