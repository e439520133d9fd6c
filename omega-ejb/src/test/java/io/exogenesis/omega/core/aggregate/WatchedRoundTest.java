package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the operator is told of a round, whichever way it ends. */
class WatchedRoundTest {
    private @Nullable RuntimeException fault;
    private boolean seenRunning;
    private CoreFixture core;

    private CoreFixture core() {
        core = CoreFixture.over(
                new InMemoryViewerStore(),
                new InMemoryBankStore(),
                new FullDisk(),
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                UnaryOperator.identity());
        return core;
    }

    /** Looks at the watch in the middle of the round. */
    private final class FullDisk implements BlobStore {
        private final BlobStore blobs = new InMemoryBlobStore();

        @Override
        public void write(String name, byte[] content) {
            seenRunning = core.watch.status().running().isPresent();
            RuntimeException thrown = fault;
            if (thrown != null) {
                throw thrown;
            }
            blobs.write(name, content);
        }

        @Override
        public byte[] read(String name) {
            return blobs.read(name);
        }

        @Override
        public void retain(Set<String> names) {
            blobs.retain(names);
        }
    }

    /** Would catch a round that runs, fails or succeeds unseen. */
    @Test
    void round_failsAndThenSucceeds_isToldEachTime() {
        core();
        fault = new CoreException("the disk is full");
        assertThatThrownBy(() -> core.rounds.runNow(false)).isInstanceOf(CoreException.class);
        assertThat(seenRunning).isTrue();
        assertThat(core.watch.status().running()).isEmpty();
        assertThat(core.watch.status().failures()).isEqualTo(1);
        assertThat(core.watch.status().lastFailure()).contains("the disk is full");

        fault = null;
        core.rounds.runNow(false);
        assertThat(core.watch.status().failures()).isZero();
        assertThat(core.watch.status().lastSuccess()).isPresent();
        assertThat(core.metrics.count(Metric.ROUND_FAILURES)).isEqualTo(1);
        assertThat(core.metrics.count("rounds")).isEqualTo(1);
    }

    @Test
    void round_whileTheCatalogueIsNotComplete_isPostponed() {
        core();
        core.embedder.beforeText = () -> {
            throw new CoreException("no memory");
        };
        core.importTitles(3);

        assertThatThrownBy(() -> core.rounds.runNow(false)).isInstanceOf(RefusedException.class);

        assertThat(core.watch.status().failures()).isZero();
        assertThat(core.watch.status().postponed()).contains("the catalogue is not complete");
    }

    /** Would catch a full disk that looks like waiting for a while. */
    @Test
    void round_databaseCannotBeUsed_isAFailure() {
        core();
        fault = new StoreUnavailableException();

        assertThatThrownBy(() -> core.rounds.runNow(false)).isSameAs(fault);

        assertThat(core.watch.status().failures()).isEqualTo(1);
        assertThat(core.watch.status().postponed()).isEmpty();
    }
}
