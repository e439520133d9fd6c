package io.exogenesis.omega.relay;

import java.time.Duration;

/** Both directions: {@code up} towards the server, {@code down} towards the client. */
public record NetworkPath(Link up, Link down) {
    /** As fast as the machine, and nothing is lost. */
    public static final NetworkPath PERFECT = both(Link.PERFECT);

    /** Two like directions. */
    public static NetworkPath both(Link link) {
        return new NetworkPath(link, link);
    }

    /** Two like directions with this round trip; each loses this share. */
    public static NetworkPath of(Duration roundTrip, double loss) {
        return both(Link.ofRoundTrip(roundTrip).withLoss(loss));
    }

    /** Nanoseconds there and back, without jitter. */
    long roundTripNanos() {
        return up.delay().toNanos() + down.delay().toNanos();
    }
}
