package io.exogenesis.omega.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.load.Outcome;
import org.junit.jupiter.api.Test;

class LoadLogTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    @Test
    void ended_latencyCountsFromTheTimeItWasDue() {
        LoadLog log = new LoadLog(0);
        log.due(SECOND);
        log.ended(SECOND, SECOND + 40 * MILLI, Outcome.SERVED);

        assertThat(log.latencies().p50Ms()).isCloseTo(40, within(.1));
        assertThat(log.served()).isOne();
    }

    /** Would catch refusals that make the figures better: they are answered at once. */
    @Test
    void latencies_moreRefusedThanThePercentileLeavesOut_areNone() {
        LoadLog log = new LoadLog(0);
        for (int n = 0; n < 100; n++) {
            log.due(n * MILLI);
            log.ended(n * MILLI, (n + 10) * MILLI, n < 10 ? Outcome.REFUSED : Outcome.SERVED);
        }

        assertThat(log.latencies().p50Ms()).isCloseTo(10, within(.1));
        assertThat(log.latencies().p95Ms()).isNull();
        assertThat(log.refused()).isEqualTo(10);
    }

    @Test
    void failed_countsWhatNeverEnded() {
        LoadLog log = new LoadLog(0);
        log.due(0);
        log.due(1);
        log.ended(1, 2, Outcome.FAILED);

        assertThat(log.failed()).isEqualTo(2);
    }

    @Test
    void timeline_isByTheTenSecondsOfBeingDue_notOfTheAnswer() {
        LoadLog log = new LoadLog(0);
        log.due(9 * SECOND);
        log.due(11 * SECOND);
        log.ended(9 * SECOND, 25 * SECOND, Outcome.SERVED);
        log.ended(11 * SECOND, 12 * SECOND, Outcome.SERVED);

        assertThat(log.timeline()).extracting(SimulateReport.Moment::syncs).containsExactly(1L, 1L);
        assertThat(log.timeline().getFirst().p99Ms()).isCloseTo(16_000, within(200.0));
    }
}
