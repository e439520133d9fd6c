package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gain of federation comes from the Core and over the wire, and from nowhere else: with the Core off in between, or with
 * item ids permuted on the wire, it is gone. Would catch a demo that computes its figures beside the network.
 */
class CollapseIT {
    private static final int VIEWERS = 120;
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S");
    private static final Dataset DATA = SimulatedViewers.of(
            BuiltInCatalogue.titles(), VIEWERS, Instant.parse("2026-01-01T00:00:00Z"), new SplittableRandom(7));
    private static final List<LastSplit.Part> PARTS = LastSplit.of(DATA);

    @TempDir
    private Path directory;

    private final Terminal terminal = Terminal.plain(System.out);
    private final CorePorts ports = CorePorts.ANY.claimed();

    private CoreProcess start() {
        return CoreProcess.start(CoreInstall.found(), directory.resolve("core"), ports, SETTINGS);
    }

    @Test
    void federated_coreOffOrIdsPermuted_collapsesToAlone() throws IOException {
        try (WorkerPool workers = new WorkerPool(terminal, 4)) {
            Evaluation.Accuracy real = coreOffInBetween(workers);
            try (CoreProcess core = start()) {
                Evaluation.Accuracy permuted = idsPermuted(core.awaitReady(), workers);
                assertThat(permuted.alone().ndcg10())
                        .as("alone needs no wire")
                        .isCloseTo(real.alone().ndcg10(), within(1e-9));
                double gain = real.federated().ndcg10() - real.alone().ndcg10();
                assertThat(permuted.federated().ndcg10() - permuted.alone().ndcg10())
                        .as("gain with ids permuted on the wire, of a real gain of %s", gain)
                        .isLessThan(.25 * gain);
            }
        }
    }

    /** Sync; the Core goes away before any round: federated is alone, title by title. It comes back, and the gain with it. */
    private Evaluation.Accuracy coreOffInBetween(WorkerPool workers) throws IOException {
        CoreProcess core = start();
        try (AdminClient admin = new AdminClient(core.awaitReady());
                Fleet fleet = fleet("real", core.awaitReady(), admin, UnaryOperator.identity(), workers)) {
            sync(fleet, workers);
            core.stop();
            // A few suffice: each gives up only after several attempts.
            workers.forEach(
                    "syncs without a Core",
                    fleet.members().subList(0, 4),
                    member -> assertThatThrownBy(
                                    () -> member.agent().syncWithCore().join())
                            .hasCauseInstanceOf(SyncFailedException.class));
            for (Fleet.Member member : fleet.members()) {
                assertThat(member.agent().rank(RankMode.FEDERATED))
                        .isEqualTo(member.agent().rank(RankMode.ALONE));
            }

            core = start();
            core.awaitReady();
            try (AdminClient again = new AdminClient(core.awaitReady())) {
                again.runRound(false);
                sync(fleet, workers);
                Evaluation.Accuracy accuracy = measure(fleet, workers);
                assertThat(accuracy.federated().ndcg10())
                        .isGreaterThan(1.2 * accuracy.alone().ndcg10());
                assertThat(accuracy.federated().auc())
                        .isGreaterThan(accuracy.alone().auc());
                fleet.members().forEach(m -> again.removeViewer(m.id())); // with all that they contributed
                return accuracy;
            }
        } finally {
            core.stop();
        }
    }

    private Evaluation.Accuracy idsPermuted(Bootstrap bootstrap, WorkerPool workers) throws IOException {
        UnaryOperator<FrameTransport> permuting = transport -> new PermutingTransport(transport, DATA.items());
        try (AdminClient admin = new AdminClient(bootstrap);
                Fleet fleet = fleet("permuted", bootstrap, admin, permuting, workers)) {
            sync(fleet, workers);
            AdminClient.Round round = admin.runRound(true);
            assertThat(round.rows()).as("the Core notices nothing: %s", round).isEqualTo(VIEWERS);
            sync(fleet, workers);
            return measure(fleet, workers);
        }
    }

    private Fleet fleet(
            String name,
            Bootstrap bootstrap,
            AdminClient admin,
            UnaryOperator<FrameTransport> transport,
            WorkerPool workers)
            throws IOException {
        Path agents = Files.createDirectories(directory.resolve(name));
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> admin.catalogue().published());
        Fleet fleet = Fleet.enrol(new Fleet.Enrolling(bootstrap, admin, agents, transport), PARTS, workers);
        fleet.replay(DATA, workers);
        return fleet;
    }

    private static void sync(Fleet fleet, WorkerPool workers) {
        SyncTally tally = new SyncTally();
        fleet.sync("sync", tally, workers);
        assertThat(tally.failed()).as("failed syncs: %s", tally.notes()).isZero();
    }

    private static Evaluation.Accuracy measure(Fleet fleet, WorkerPool workers) {
        return new Evaluation(DATA, PARTS)
                .of(fleet.members(), Optional.empty(), workers)
                .orElseThrow();
    }
}
