package io.exogenesis.omega.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a TCP connection over a lossy path, as a model: the kernel's own TCP runs on loopback and loses nothing, so a lost
 * segment becomes one that arrives when its retransmission would, and what is behind it waits, since TCP keeps the order.
 *
 * <p>What is modelled, with {@code rtt} = both delays of the path:
 *
 * <ul>
 *   <li>A segment of at most {@value #MSS} bytes arrives after the path's delay and jitter.
 *   <li>A lost one with others behind it is found by their acknowledgements, as by RACK (RFC 8985): its retransmission arrives a round
 *       trip after the first one behind it, and a quarter of a round trip later, the reordering window; without that quarter after the
 *       third (RFC 5681 §3.2).
 *   <li>A lost one at the end is sent again by the tail loss probe (RFC 8985 §7), 2 rtt and at least {@link #LEAST_PROBE} after it was
 *       sent, if another segment was sent within the round trip before; one that is alone after the retransmission timeout of Linux,
 *       rtt + {@link #LEAST_TIMEOUT}.
 *   <li>A lost retransmission costs a timeout, and each further one twice as much as the one before (RFC 6298 §5.5).
 *   <li>The handshake takes a round trip, and {@link #FIRST_TIMEOUT}, doubled each time, for each loss of its two segments (RFC 6298 §2.1).
 * </ul>
 *
 * <p>What is not: the congestion window (what a sync carries fits the ten segments that a connection may begin with, RFC 6928), lost
 * acknowledgements, reordering, and the real sender's own estimate of the round trip. Where the model is wrong it favours TCP.
 */
final class Segments {
    /** Payload of one segment on an Ethernet path. */
    static final int MSS = 1_460;

    /** The least that Linux adds to the round trip (TCP_RTO_MIN). */
    static final Duration LEAST_TIMEOUT = Duration.ofMillis(200);

    /** RFC 6298 §2.1. */
    static final Duration FIRST_TIMEOUT = Duration.ofSeconds(1);

    /** Two ticks of a kernel's clock, about. */
    static final Duration LEAST_PROBE = Duration.ofMillis(10);

    private static final int FAST = 3;
    private static final int MOST_LOSSES = 6;

    private final RandomGenerator random;
    private final Deque<Segment> queue = new ArrayDeque<>();
    private long lastSent = Long.MIN_VALUE / 2;
    private long lastArrival = Long.MIN_VALUE / 2;
    private int bytes;

    private static final class Segment {
        private final ByteBuffer payload;
        /** Losses behind the first one, in nanoseconds. */
        private final long further;

        private long arrives;
        private boolean lost;
        private int behind;

        Segment(ByteBuffer payload, long further, long arrives) {
            this.payload = payload;
            this.further = further;
            this.arrives = arrives;
        }
    }

    Segments(RandomGenerator random) {
        this.random = random;
    }

    /** Nanoseconds from the first segment of a connection until its client may send. */
    static long handshake(NetworkPath path, RandomGenerator random) {
        long time = path.roundTripNanos();
        long timeout = FIRST_TIMEOUT.toNanos();
        for (int tries = 1; tries < MOST_LOSSES; tries++) {
            boolean lost = random.nextDouble() < path.up().loss();
            if (!lost) {
                lost = random.nextDouble() < path.down().loss();
            }
            if (!lost) {
                return time;
            }
            time += timeout;
            timeout *= 2;
        }
        return time;
    }

    /**
     * Sends one.
     *
     * @param payload at most {@value #MSS} bytes; kept
     * @param now nanoseconds of any zero, never less than before
     * @return how often it is lost
     */
    int offer(ByteBuffer payload, Link link, long roundTrip, long now) {
        int losses = losses(link);
        long delay = link.delay().toNanos()
                + (long) (random.nextDouble() * link.jitter().toNanos());
        long timeout = roundTrip + LEAST_TIMEOUT.toNanos();
        Segment segment = new Segment(payload, losses < 2 ? 0 : ((1L << (losses - 1)) - 1) * timeout, now + delay);
        if (losses > 0) {
            boolean alone = now - lastSent > roundTrip;
            long patience = alone ? timeout : Math.min(timeout, Math.max(2 * roundTrip, LEAST_PROBE.toNanos()));
            segment.lost = true;
            segment.arrives += patience + segment.further;
        } else {
            // one network path keeps its order
            segment.arrives = Math.max(segment.arrives, lastArrival);
            lastArrival = segment.arrives;
            acknowledged(segment.arrives, roundTrip, now);
        }
        lastSent = now;
        bytes += payload.remaining();
        queue.add(segment);
        return losses;
    }

    private int losses(Link link) {
        int losses = 0;
        while (losses < MOST_LOSSES && random.nextDouble() < link.loss()) {
            losses++;
        }
        return losses;
    }

    /** Those behind a lost one tell its sender of the loss. */
    private void acknowledged(long arrival, long roundTrip, long now) {
        for (Segment earlier : queue) { // the segments of one flight: some tens
            if (earlier.lost && earlier.arrives - now > 0) {
                earlier.behind++;
                long window = earlier.behind >= FAST ? 0 : roundTrip / 4;
                earlier.arrives = Math.min(earlier.arrives, arrival + roundTrip + window + earlier.further);
            }
        }
    }

    /** When the first one arrives that has not been taken; {@link Long#MAX_VALUE} if there is none. */
    long due() {
        Segment head = queue.peek();
        return head == null ? Long.MAX_VALUE : head.arrives;
    }

    /** The first one if it has arrived by {@code now}; it stays until it is {@link #taken}. */
    @Nullable
    ByteBuffer arrived(long now) {
        Segment head = queue.peek();
        return head == null || head.arrives - now > 0 ? null : head.payload;
    }

    /** The first one has been handed over; {@code size} as it was offered. */
    void taken(int size) {
        queue.remove();
        bytes -= size;
    }

    /** Bytes under way. */
    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
