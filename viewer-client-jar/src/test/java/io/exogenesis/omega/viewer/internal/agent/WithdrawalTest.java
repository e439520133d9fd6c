package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.ViewerAgent;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An owner who withdraws consents while the Core does not answer. */
@Timeout(60)
class WithdrawalTest {
    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(3);

    // Each withdrawal used to wait for the Core on a thread of its own, and to tell it the same thing again.
    @Test
    void changeConsents_manyTimesWhileTheCoreIsMute_oneExchangeWaitsAndTheLastStateIsTold() throws Exception {
        CountDownLatch mute = new CountDownLatch(1);
        FaultyTransport transport = new FaultyTransport(core, () -> {
            try {
                mute.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return FaultyTransport.Fate.ARRIVES;
        });
        Consents last = Consents.NONE.withPatterns(true);
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(
                        TestAgents.config("v", directory.resolve("v"), transport)
                                .consents(Consents.ALL)
                                .build(),
                        shared)) {
            for (int n = 0; n < 20; n++) {
                agent.changeConsents(Consents.NONE).join();
                agent.changeConsents(Consents.ALL).join();
            }
            agent.changeConsents(last).join();
            mute.countDown();
            Awaitility.await()
                    .until(() -> core.consents("v").filter(last::equals).isPresent());
        }
        assertThat(transport.sent().size()).isLessThan(6);
    }
}
