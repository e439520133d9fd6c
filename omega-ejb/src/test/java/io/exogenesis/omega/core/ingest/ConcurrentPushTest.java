package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentPushTest {
    private static final int VIEWERS = 12;
    private static final int PUSHES = 15;

    // Two streams of one viewer, rounds in between: a lost update would show as a missing or doubled contribution.
    @Test
    void pushesFromManyThreads_withRoundsBetween_countEachOnce() throws Exception {
        CoreFixture core = CoreFixture.inMemory();
        List<Registration> viewers = new ArrayList<>();
        for (int v = 0; v < VIEWERS; v++) {
            viewers.add(core.register());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (Registration viewer : viewers) {
                for (int stream = 0; stream < 2; stream++) {
                    work.add(threads.submit(() -> pushAll(core, viewer)));
                }
            }
            for (int r = 0; r < 4; r++) {
                boolean end = r % 2 == 1;
                work.add(threads.submit(() -> core.rounds.runNow(end)));
            }
            for (Future<?> w : work) {
                w.get();
            }
        }
        core.rounds.runNow(true);
        assertThat(core.accounting.total().acknowledged()).isEqualTo(VIEWERS * PUSHES);
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.accounting.total().duplicateFrames()).isEqualTo(VIEWERS * PUSHES);
        assertThat(core.killAndRestart().accounting.total().acknowledged()).isEqualTo(VIEWERS * PUSHES);
    }

    private static void pushAll(CoreFixture core, Registration viewer) {
        SyncSession session = core.session(viewer);
        for (int seq = 1; seq <= PUSHES; seq++) {
            ServerFrame answer = core.push(session, Samples.pattern(seq));
            assertThat(answer.hasPushAck()).as(answer.toString()).isTrue();
        }
    }
}
