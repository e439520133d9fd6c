package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** One endpoint with what is known of it. Thread-safe. */
final class Route {
    private final URI endpoint;
    private final FrameTransport transport;
    private final HedgeDelay delay = new HedgeDelay();
    private final EndpointHealth health;
    private volatile Instant heard = Instant.EPOCH;

    Route(URI endpoint, FrameTransport transport, RandomGenerator random) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.health = new EndpointHealth(random);
    }

    URI endpoint() {
        return endpoint;
    }

    FrameTransport transport() {
        return transport;
    }

    HedgeDelay delay() {
        return delay;
    }

    EndpointHealth health() {
        return health;
    }

    /** Whether it is another Core, as far as addresses tell: the two doors of one have one host and two schemes. */
    boolean elsewhere(Route other) {
        return !endpoint.getHost().equals(other.endpoint.getHost())
                || endpoint.getScheme().equals(other.endpoint.getScheme());
    }

    /** It answered just now. */
    void heard(Instant now) {
        heard = now;
        health.answered(now);
    }

    boolean silentFor(Duration time, Instant now) {
        return !heard.plus(time).isAfter(now);
    }

    List<ServerFrame> exchange(List<ClientFrame> frames, boolean anew) {
        return anew ? transport.exchangeAnew(frames) : transport.exchange(frames);
    }
}
