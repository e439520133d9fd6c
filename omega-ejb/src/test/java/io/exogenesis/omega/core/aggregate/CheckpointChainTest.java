package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checkpoints that hold what changed: a restart behind any of many rounds finds the same books. */
class CheckpointChainTest {
    @Test
    void restart_behindAnyOfManyRounds_findsTheSameBooks_andFewFiles() {
        CoreFixture core = CoreFixture.inMemory();
        List<Registration> viewers = new ArrayList<>();
        long[] next = new long[30];
        for (int v = 0; v < next.length; v++) {
            viewers.add(core.register());
            next[v] = 1;
        }
        Random random = new Random(5);
        for (int round = 0; round < 120; round++) {
            core.clock.advance(Duration.ofSeconds(10));
            for (int i = 0; i < 2; i++) {
                int v = random.nextInt(next.length);
                core.push(core.session(viewers.get(v)), Samples.pattern(next[v]++, Samples.near(v % 3, v), .9));
            }
            core.rounds.runNow(round == 70);
            if (round % 7 == 0) {
                CoreFixture after = core.killAndRestart();
                assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
                for (Registration viewer : viewers) {
                    assertThat(after.accounting.of(viewer.viewerId())).isEqualTo(core.accounting.of(viewer.viewerId()));
                }
                core = after;
            }
            assertThat(core.ledger.blobs(core.bankStore.head())).hasSizeLessThan(60);
        }
    }
}
