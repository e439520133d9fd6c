package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrangerGateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long ROUND_TRIP = SECOND / 200;

    private final StrangerGate gate = new StrangerGate();
    private final Set<Integer> through = new HashSet<>();

    private record Arrival(long at, int caller) {}

    /** Callers who wait as they are told. Who is let through leaves or comes again at once. Returns how often they came. */
    private int arrivals(int callers, boolean leave, long until) {
        PriorityQueue<Arrival> queue = new PriorityQueue<>(Comparator.comparingLong(Arrival::at));
        for (int c = 0; c < callers; c++) {
            queue.add(new Arrival(c, c));
        }
        int arrivals = 0;
        while (!queue.isEmpty() && queue.element().at() < until) {
            Arrival next = queue.remove();
            arrivals++;
            long wait = gate.take(next.at());
            if (wait == 0) {
                through.add(next.caller());
            }
            if (wait == 0 && leave) {
                continue;
            }
            queue.add(new Arrival(next.at() + Math.max(wait, ROUND_TRIP), next.caller()));
        }
        return arrivals;
    }

    @Test
    void take_hundredsInAStormWaitAsTold_comeNoFasterThanTheyAreLetThrough() {
        gate.storm(60 * SECOND);
        assertThat(arrivals(400, false, 60 * SECOND)).isLessThan(400 + 60 * 30);
    }

    @Test
    void take_moreThanThereAreMomentsFor_shareThem() {
        gate.storm(60 * SECOND);
        assertThat(arrivals(6_000, false, 30 * SECOND)).isLessThan(6_000 + 30 * 150);
    }

    @Test
    void take_whoIsLetThroughLeaves_allGetThrough() {
        gate.storm(60 * SECOND);
        assertThat(arrivals(400, true, 60 * SECOND)).isLessThan(3 * 400);
        assertThat(through).hasSize(400);
    }

    @Test
    void take_noStorm_letsAllThrough() {
        assertThat(arrivals(400, false, SECOND)).isEqualTo(400 * 200);
        assertThat(through).hasSize(400);
        assertThat(gate.perSecond(SECOND - 1)).isEqualTo(400 * 200 / 5.0);
    }
}
