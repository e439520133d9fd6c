package io.exogenesis.omega.relay;

import java.time.Duration;

/**
 * One direction of a network path.
 *
 * @param delay of every datagram; half of a round trip if both directions are alike
 * @param jitter drawn uniformly from [0, jitter) and added to the delay; by itself it changes no order
 * @param loss share of datagrams that are dropped, [0, 1)
 * @param reordering share of datagrams that are held back, so that those behind them overtake, [0, 1)
 * @param maxBytes longer datagrams are dropped; UDP only
 */
public record Link(Duration delay, Duration jitter, double loss, double reordering, int maxBytes) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** No datagram is longer. */
    public static final int ANY_SIZE = 65_535;

    /** As fast as the machine, and nothing is lost. */
    public static final Link PERFECT = new Link(Duration.ZERO, Duration.ZERO, 0, 0, ANY_SIZE);

    /** @throws IllegalArgumentException names what is out of its range */
    public Link {
        time("delay", delay);
        time("jitter", jitter);
        share("loss", loss);
        share("reordering", reordering);
        if (maxBytes < 1 || maxBytes > ANY_SIZE) {
            throw new IllegalArgumentException("maxBytes must lie in [1, " + ANY_SIZE + "], is " + maxBytes);
        }
    }

    private static void time(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must lie in [0, " + LONGEST + "], is " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must lie in [0, 1), is " + value);
        }
    }

    /** One of two like directions of a path with this round trip. */
    public static Link ofRoundTrip(Duration roundTrip) {
        return PERFECT.withDelay(roundTrip.dividedBy(2));
    }

    public Link withDelay(Duration other) {
        return new Link(other, jitter, loss, reordering, maxBytes);
    }

    public Link withJitter(Duration other) {
        return new Link(delay, other, loss, reordering, maxBytes);
    }

    public Link withLoss(double share) {
        return new Link(delay, jitter, share, reordering, maxBytes);
    }

    public Link withReordering(double share) {
        return new Link(delay, jitter, loss, share, maxBytes);
    }

    public Link withMaxBytes(int bytes) {
        return new Link(delay, jitter, loss, reordering, bytes);
    }
}
