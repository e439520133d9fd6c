package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import io.exogenesis.omega.relay.UdpRelay;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** How viewers reach their Cores: a few dialers, each with one socket and one event loop for its share of the viewers. */
final class Endpoints implements AutoCloseable {
    /** An answer that takes longer is none: a second try begins. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than the interval between two syncs, so that the Core's own time-out decides. */
    private static final Duration IDLE = Duration.ofHours(1);

    /** Dials at once of all viewers: when a Core is back, all come. */
    private static final int DIALS_AT_ONCE = 256;

    private static final int MOST_DIALERS = 4;

    private final List<QuicDialer> dialers = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Semaphore dials = new Semaphore(DIALS_AT_ONCE);
    private final Pin pin;

    Endpoints(SimulateOptions options, Pin pin) {
        this.pin = pin;
        QuicEngine engine = QuicEngine.named(options.engine());
        DialConfig config = new DialConfig(
                DialConfig.defaults().alpn(), IDLE, DialConfig.defaults().maxFrameBytes());
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_DIALERS);
        for (int n = 0; n < loops; n++) {
            dialers.add(engine.dialer(config));
        }
        for (URI core : options.cores()) {
            InetSocketAddress address = new InetSocketAddress(core.getHost(), core.getPort());
            if (options.network().emulated()) {
                Relay relay = UdpRelay.start(
                        address,
                        NetworkPath.of(
                                Duration.ofMillis(options.network().rttMs()),
                                options.network().loss() / 100),
                        options.seed());
                relays.add(relay);
                address = relay.address();
            }
            addresses.add(address);
        }
    }

    /**
     * A new connection.
     *
     * @param attempt how many times in a row this viewer had no answer: each time it tries the next Core
     */
    QuicConnection dial(int viewer, int attempt) {
        try {
            dials.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted before a dial", e);
        }
        try {
            return dialers.get(viewer % dialers.size())
                    .connect(addresses.get(attempt % addresses.size()), pin, PATIENCE);
        } finally {
            dials.release();
        }
    }

    @Override
    public void close() {
        dialers.forEach(QuicDialer::close);
        relays.forEach(Relay::close);
    }
}
