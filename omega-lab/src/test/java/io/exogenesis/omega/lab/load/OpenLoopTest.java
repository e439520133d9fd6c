package io.exogenesis.omega.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    /**
     * Would catch coordinated omission: a generator that waits for an answer before it sends the next request sees one slow request
     * where all who came meanwhile waited.
     */
    @Test
    void run_serverStops_requestsStayDue_andCountFromThen() throws InterruptedException {
        CountDownLatch goesOn = new CountDownLatch(1);
        long from = System.nanoTime();
        try (OpenLoop load = new OpenLoop(
                500,
                () -> {
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Outcome.SERVED;
                },
                new Random(1))) {
            await().until(() -> load.timeline().window(from, System.nanoTime()).due() > 100);
            assertThat(load.timeline().window(from, System.nanoTime()).p95Millis())
                    .isInfinite();
            long stopped = System.nanoTime();
            goesOn.countDown();
            await().until(() -> load.timeline().window(from, stopped).pending() == 0);
            Timeline.Window all = load.timeline().window(from, stopped);
            assertThat(all.served()).isEqualTo(all.due());
            assertThat(all.p50Millis()).isGreaterThan((stopped - from) / 1e6 / 10);
        }
    }

    @Test
    void gap_hasTheMeanAndTheSpreadOfAPoissonProcess() {
        Random random = new Random(3);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double gap = OpenLoop.gap(50, random) / 1e9;
            sum += gap;
            squares += gap * gap;
        }
        double mean = sum / n;
        assertThat(mean).isCloseTo(.02, within(.0003));
        assertThat(Math.sqrt(squares / n - mean * mean)).isCloseTo(mean, within(.0005));
    }

    /** What was refused or failed is worse than whatever took long. */
    @Test
    void window_someNotServed_areTheLongest() {
        Timeline timeline = new Timeline();
        long at = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            timeline.due(at);
            timeline.ended(at, at + 1_000_000L * (i + 1), i < 10 ? Outcome.REFUSED : Outcome.SERVED);
        }
        Timeline.Window seen = timeline.window(at, at + 1_000_000_000L);
        assertThat(seen.refused()).isEqualTo(10);
        assertThat(seen.p95Millis()).isInfinite();
        assertThat(seen.p50Millis()).isCloseTo(60, within(2.0));
    }
}
