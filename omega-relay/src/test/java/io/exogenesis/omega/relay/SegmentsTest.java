package io.exogenesis.omega.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private static final long MILLI = 1_000_000;
    private static final long RTT = 100 * MILLI;
    private static final Link LINK = Link.ofRoundTrip(Duration.ofMillis(100)).withLoss(.5);

    /** Draws for {@link #LINK}: below .5 is a loss; each segment ends its losses with one that is none, and draws its jitter. */
    private static Segments segments(boolean... lost) {
        List<Double> draws = new ArrayList<>();
        for (boolean one : lost) {
            if (one) {
                draws.add(.1);
            }
            draws.add(.9);
            draws.add(0.0);
        }
        return new Segments(new Script(draws));
    }

    /** Numbers in the order in which they stand here. */
    private static final class Script implements RandomGenerator {
        private final List<Double> draws;

        Script(List<Double> draws) {
            this.draws = new ArrayList<>(draws);
        }

        @Override
        public double nextDouble() {
            return draws.removeFirst();
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }
    }

    private static void offer(Segments segments, long at) {
        segments.offer(ByteBuffer.allocate(10), LINK, RTT, at);
    }

    private static List<Long> arrivals(Segments segments) {
        List<Long> arrivals = new ArrayList<>();
        long now = 0;
        while (!segments.isEmpty()) {
            now = Math.max(now, segments.due());
            assertThat(segments.arrived(now)).isNotNull();
            segments.taken(10);
            arrivals.add(now / MILLI);
        }
        return arrivals;
    }

    @Test
    void offer_nothingLost_arrivesAfterTheDelay() {
        Segments segments = segments(false, false);
        offer(segments, 0);
        offer(segments, MILLI);

        assertThat(arrivals(segments)).containsExactly(50L, 51L);
    }

    @Test
    void offer_aloneAndLost_waitsForTheTimeout() {
        Segments segments = segments(true);
        offer(segments, 0);

        assertThat(arrivals(segments)).containsExactly(100 + 200 + 50L);
    }

    @Test
    void offer_lastOfAFlightLost_isProbedForAfterTwoRoundTrips() {
        Segments segments = segments(false, true);
        offer(segments, 0);
        offer(segments, 0);

        assertThat(arrivals(segments)).containsExactly(50L, 200 + 50L);
    }

    /** Would catch a model in which a lost segment delays itself alone: TCP keeps the order. */
    @Test
    void offer_firstOfAFlightLost_isSentAgainAtOnce_andHoldsTheOthers() {
        Segments segments = segments(true, false);
        offer(segments, 0);
        offer(segments, 0);

        assertThat(arrivals(segments)).containsExactly(50 + 100 + 25L, 175L);
    }

    @Test
    void offer_threeBehindTheLostOne_needNoWindow() {
        Segments segments = segments(true, false, false, false);
        for (int i = 0; i < 4; i++) {
            offer(segments, 0);
        }

        assertThat(arrivals(segments)).containsExactly(150L, 150L, 150L, 150L);
    }

    @Test
    void offer_lostTwice_waitsForATimeoutMore() {
        Segments segments = new Segments(new Script(Arrays.asList(.1, .1, .9, 0.0)));
        offer(segments, 0);

        assertThat(arrivals(segments)).containsExactly(300 + 50 + 300L);
    }

    @Test
    void handshake_takesARoundTrip_andASecondForEachLoss() {
        NetworkPath lossy = NetworkPath.of(Duration.ofMillis(100), .5);

        assertThat(Segments.handshake(lossy, new Script(List.of(.9, .9)))).isEqualTo(RTT);
        // the first segment is lost, then its answer, then none
        assertThat(Segments.handshake(lossy, new Script(List.of(.1, .9, .1, .9, .9))))
                .isEqualTo(RTT + 1_000 * MILLI + 2_000 * MILLI);
    }
}
