package io.exogenesis.omega.quic;

import java.time.Duration;
import java.util.Objects;

/**
 * How to dial.
 *
 * @param alpn the application protocol to ask for
 * @param idleTimeout a silent connection is closed after this time (the peer's may be shorter)
 * @param maxFrameBytes a larger answer frame fails the exchange
 */
public record DialConfig(String alpn, Duration idleTimeout, int maxFrameBytes) {

    public DialConfig {
        Objects.requireNonNull(alpn, "alpn");
        if (idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("idleTimeout must be positive, is " + idleTimeout);
        }
        if (maxFrameBytes <= 0) {
            throw new IllegalArgumentException("maxFrameBytes must be positive, is " + maxFrameBytes);
        }
    }

    /** The protocol's defaults. */
    public static DialConfig defaults() {
        return new DialConfig(
                ListenConfig.OMEGA_SYNC_1, ListenLimits.DEFAULT_IDLE_TIMEOUT, ListenLimits.DEFAULT_MAX_FRAME_BYTES);
    }
}
