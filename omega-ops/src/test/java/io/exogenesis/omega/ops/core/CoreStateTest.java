package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told, with stand-ins for the two processes. */
class CoreStateTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path dir;

    private CoreDirectory data;
    private final List<Process> standIns = new ArrayList<>();

    @BeforeEach
    void layOut() {
        data = new CoreDirectory(dir);
    }

    @AfterEach
    void endStandIns() {
        standIns.forEach(Process::destroyForcibly);
    }

    private Process standIn(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "read x", "sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        standIns.add(process);
        return process;
    }

    private Process core() throws IOException {
        Process core = standIn(CoreInstall.TEMPORARY + data.temporary(), "ws-server.jar");
        data.remember(core.pid());
        return core;
    }

    private void supervision(long pid, @org.jspecify.annotations.Nullable String nextStart) {
        data.supervision().write(new Supervision(pid, AT.toString(), 9080, 9443, 4433, 2, false, nextStart));
    }

    private void end(boolean gaveUp) {
        CoreEnd end = CoreEnd.of(AT, OptionalInt.of(137), "killed by signal 9", true);
        data.lastEnd().write(end.supervised(2, gaveUp));
    }

    private List<String> lines() {
        return CoreState.of(data).lines();
    }

    @Test
    void of_supervisorWaits_notReadyAndSaysWhenItStartsAgain() throws IOException {
        Process supervisor = standIn(Supervisor.MARK + data.path());
        supervision(supervisor.pid(), "2026-01-02T03:04:09Z");
        end(false);
        assertThat(CoreState.of(data).status()).isEqualTo(CoreStatus.NOT_READY);
        assertThat(lines())
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("not ready").endsWith("is started again at 2026-01-02T03:04:09Z"),
                        l -> assertThat(l).contains("process " + supervisor.pid(), "started again 2 times"),
                        l -> assertThat(l).isEqualTo("last unexpected end " + AT + ": killed by signal 9"));
    }

    @Test
    void of_supervisorKilled_saysWhatNobodyDoesNow() throws IOException {
        core();
        supervision(standIn("somebody else").pid(), null); // the number was given to another program
        assertThat(CoreState.of(data).status()).isEqualTo(CoreStatus.NOT_READY);
        assertThat(lines()).anyMatch(l -> l.startsWith("its supervisor has ended") && l.contains("core start"));
        assertThat(SupervisedCore.orphan(data)).isPresent();
    }

    /** A Core of core run or of the demonstration belongs to somebody: core start must not take it. */
    @Test
    void orphan_coreThatNobodyKept_isNone() throws IOException {
        core();
        assertThat(SupervisedCore.orphan(data)).isEmpty();
    }

    /** What a killed supervisor left behind must not make a later core run look as if it had been in its care. */
    @Test
    void orphan_afterANewStart_isNone() throws IOException {
        supervision(standIn("somebody else").pid(), null);
        data.forgetTheDead();
        core();
        assertThat(SupervisedCore.orphan(data)).isEmpty();
    }

    @Test
    void of_givenUp_stoppedWithReasonAndCure() {
        end(true);
        assertThat(CoreState.of(data).status()).isEqualTo(CoreStatus.STOPPED);
        assertThat(lines()).anyMatch(l -> l.startsWith("given up after 10 starts") && l.contains("core start"));
    }

    @Test
    void json_nothingKnown_nullsAndTheWord() {
        JsonObject json = CoreState.of(data).json();
        assertThat(json.get("status").getAsString()).isEqualTo("stopped");
        assertThat(json.get("pid").isJsonNull()).isTrue();
        assertThat(json.get("supervisor").isJsonNull()).isTrue();
        assertThat(json.get("lastEnd").isJsonNull()).isTrue();
    }

    @Test
    void json_afterAKill_tellsTheSignal() throws IOException {
        supervision(standIn(Supervisor.MARK + data.path()).pid(), null);
        end(false);
        JsonObject json = CoreState.of(data).json();
        assertThat(json.get("status").getAsString()).isEqualTo("not-ready");
        assertThat(json.getAsJsonObject("supervisor").get("restarts").getAsInt())
                .isEqualTo(2);
        assertThat(json.getAsJsonObject("lastEnd").get("signal").getAsInt()).isEqualTo(9);
        assertThat(json.getAsJsonObject("lastEnd").get("exitCode").getAsInt()).isEqualTo(137);
    }

    /** Would catch a stop that ends the Core of another directory whose process id came round again. */
    @Test
    void running_pidOfAnotherDirectorysCore_isNotOurs() throws IOException {
        Process other = standIn(CoreInstall.TEMPORARY + dir.resolve("other/tmp"), "ws-server.jar");
        data.remember(other.pid());
        assertThat(data.running()).isEmpty();
        assertThat(SupervisedCore.stop(data)).isFalse();
        assertThat(other.isAlive()).isTrue();
        assertThat(dir.resolve("core.pid")).as("stale").doesNotExist();
    }

    @Test
    void stop_bothRun_supervisorFirstThenCore_andNothingIsLeft() throws IOException {
        Process core = core();
        Process supervisor = standIn(Supervisor.MARK + data.path());
        supervision(supervisor.pid(), null);
        Files.writeString(data.bootstrapFile(), "{}");
        assertThat(SupervisedCore.stop(data)).isTrue();
        assertThat(core.isAlive()).isFalse();
        assertThat(supervisor.isAlive()).isFalse();
        try (var left = Files.list(dir)) {
            assertThat(left).isEmpty();
        }
    }

    /** Started while the supervisor rests between two starts, a second Core would meet the first. */
    @Test
    void refuseWhileRunning_supervisorRests_refused() throws IOException {
        Process supervisor = standIn(Supervisor.MARK + data.path());
        supervision(supervisor.pid(), null);
        org.assertj.core.api.Assertions.assertThatThrownBy(data::refuseWhileRunning)
                .hasMessageContaining("process " + supervisor.pid())
                .hasMessageContaining("core stop");
    }
}
