package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Accounts of removed viewers are put away while a round writes a checkpoint: nobody waits but the one who puts away. */
class RemovalInARoundTest {
    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private final CoreFixture core = CoreFixture.inMemory(blobs);

    // It closed the gate first and then waited for the checkpoint, and every push waited with it.
    @Test
    void forget_whileACheckpointIsWritten_keepsNoPushWaiting() {
        Registration gone = core.register();
        core.push(core.session(gone), Samples.pattern(1, Samples.near(5, 1), .9));
        core.rounds.runNow(true);
        core.registry.revoke(gone.viewerId());
        core.clock.advance(Duration.ofDays(200));
        Registration other = core.register();
        core.push(core.session(other), Samples.pattern(1, Samples.near(5, 2), .9));

        Thread retention = new Thread(core.retention::run, "retention");
        blobs.whenWritten(".ledger", () -> {
            retention.start();
            Awaitility.await().until(() -> retention.getState() == Thread.State.BLOCKED || !retention.isAlive());
            CompletableFuture.runAsync(() -> core.push(core.session(other), Samples.pattern(2, Samples.near(5, 3), .9)))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
        core.rounds.runNow(false);
        Awaitility.await().until(() -> !retention.isAlive());

        assertThat(core.accounting.of(other.viewerId()).acknowledged()).isEqualTo(2);
        assertThat(core.accounting.of(gone.viewerId()).acknowledged()).isZero();
        assertThat(core.accounting.total().acknowledged()).isEqualTo(3);
        assertThat(core.killAndRestart().accounting.total()).isEqualTo(core.accounting.total());
    }
}
