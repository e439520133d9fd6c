package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.ops.core.CoreState;
import io.exogenesis.omega.ops.core.CoreStatus;
import io.exogenesis.omega.ops.core.SupervisedCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A Core that {@code core start} keeps alive: it, its supervisor and both are killed in turn. Starts cost a quarter of a minute of CPU
 * each, so the tests go on from each other, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeepAliveIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_CATALOGUE_BUILTIN", "false",
            "OMEGA_REGISTRY_MAX_VIEWERS", "1000");

    private CoreDirectory data;
    private Bootstrap keys;

    @BeforeAll
    void start() throws IOException {
        data = new CoreDirectory(Work.fresh("kept").resolve("data"));
        int[] free = Work.freePorts(3);
        keys = started(new CorePorts(free[0], free[1], free[2])).awaitReady();
    }

    @AfterAll
    void stop() {
        SupervisedCore.stop(data);
    }

    private SupervisedCore started(CorePorts ports) {
        return SupervisedCore.start(CoreInstall.found(), data.path(), ports, SETTINGS);
    }

    private ProcessHandle core() {
        return data.running().orElseThrow();
    }

    private static void kill(ProcessHandle process) throws InterruptedException, ExecutionException, TimeoutException {
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitStatus(CoreStatus status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(CoreState.of(data).status()).isEqualTo(status));
    }

    @Test
    @Order(1)
    void started_heapIsThatOfItsViewers_andBothAreNamed() {
        assertThat(core().info().arguments())
                .hasValueSatisfying(a -> assertThat(a).contains("-Xmx512m"));
        assertThat(CoreState.of(data).lines())
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("ready: " + keys.http()),
                        l -> assertThat(l).startsWith("kept alive by process ").endsWith("started again 0 times"));
        try (AdminHttp admin = new AdminHttp(keys)) {
            assertThat(admin.get("/api/admin/accounting")
                            .getAsJsonObject()
                            .get("viewers")
                            .getAsInt())
                    .isZero();
        }
    }

    @Test
    @Order(2)
    void startedAgain_whileItRuns_refused() {
        assertThatThrownBy(() -> started(CorePorts.ANY))
                .isInstanceOf(CoreProblem.class)
                .hasMessageContaining("process " + core().pid());
        assertThat(CoreState.of(data).status()).isEqualTo(CoreStatus.READY);
    }

    /** The Core that dies in the night must be there in the morning, and say what happened. */
    @Test
    @Order(3)
    void coreIsKilled_comesBackAndSaysWhy() throws Exception {
        ProcessHandle first = core();
        kill(first);
        assertThat(CoreState.of(data).status()).as("at once").isEqualTo(CoreStatus.NOT_READY);
        awaitStatus(CoreStatus.READY);
        assertThat(core().pid()).isNotEqualTo(first.pid());
        JsonObject state = CoreState.of(data).json();
        assertThat(state.getAsJsonObject("supervisor").get("restarts").getAsInt())
                .isEqualTo(1);
        assertThat(state.getAsJsonObject("lastEnd").get("signal").getAsInt()).isEqualTo(9);
        assertThat(CoreState.of(data).lines()).anyMatch(l -> l.contains("killed by signal 9"));
        assertThat(data.bootstrap().map(Bootstrap::http)).as("the same ports").contains(keys.http());
    }

    /** Nobody's Core goes on serving; the next start takes it into care without ending it. */
    @Test
    @Order(4)
    void supervisorIsKilled_coreGoesOn_andIsTakenIntoCare() throws Exception {
        kill(data.supervisor().orElseThrow());
        long pid = core().pid();
        assertThat(CoreState.of(data).status()).isEqualTo(CoreStatus.READY);
        assertThat(CoreState.of(data).lines()).anyMatch(l -> l.startsWith("its supervisor has ended"));

        SupervisedCore adopted = started(CorePorts.ANY);
        assertThat(adopted.adopted()).isTrue();
        adopted.awaitReady();

        assertThat(core().pid()).isEqualTo(pid);
        assertThat(data.supervisor().orElseThrow().pid())
                .isEqualTo(adopted.supervisor().pid());
    }

    @Test
    @Order(5)
    void stopped_bothEndAndNothingStaleIsLeft() {
        ProcessHandle core = core();
        ProcessHandle supervisor = data.supervisor().orElseThrow();
        assertThat(SupervisedCore.stop(data)).isTrue();
        assertThat(core.isAlive()).isFalse();
        assertThat(supervisor.isAlive()).isFalse();
        assertThat(data.path().resolve("core.pid")).doesNotExist();
        assertThat(data.bootstrapFile()).doesNotExist();
        assertThat(CoreState.of(data).status()).isEqualTo(CoreStatus.STOPPED);
    }

    /** A setting that is wrong stays wrong: the first start says so, and leaves no process behind. */
    @Test
    @Order(6)
    void startedWithAWrongSetting_saysSoAndLeavesNothing() throws IOException {
        Path other = Work.fresh("kept-wrong").resolve("data");
        CoreDirectory wrong = new CoreDirectory(other);
        SupervisedCore core = SupervisedCore.start(
                CoreInstall.found(), other, CorePorts.ANY, Map.of("OMEGA_AGGREGATE_MIN_VOTERS", "0"));
        assertThatThrownBy(core::awaitReady)
                .isInstanceOf(CoreProblem.class)
                .hasMessageContaining("omega.aggregate.min-voters");
        assertThat(core.supervisor().isAlive()).isFalse();
        assertThat(wrong.running()).isEmpty();
        assertThat(CoreState.of(wrong).status()).isEqualTo(CoreStatus.STOPPED);
        assertThat(Files.exists(wrong.bootstrapFile())).isFalse();
    }
}
