package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be shown without a server; the packaged one is started by the tests of omega-ear. */
class CoreProcessTest {
    @TempDir
    private Path dir;

    private CoreInstall install;
    private Path data;

    @BeforeEach
    void layOut() throws IOException {
        install = new CoreInstall(dir.resolve("wlp"));
        Files.createDirectories(install.server());
        Files.writeString(install.server().resolve("jvm.options"), "# heap\n-Xmx64m\n\n");
        Files.writeString(install.server().resolve("server.env"), "# default\nOMEGA_DB=derby\n");
        data = dir.resolve("data");
    }

    private CoreProcess start(CorePorts ports) {
        return CoreProcess.start(install, data, ports, Map.of());
    }

    /** A stand-in for a running Core: it lives until its input ends, and its command line looks like one. */
    private Process standIn() throws IOException {
        String temporary = "-Djava.io.tmpdir=" + new CoreDirectory(data).temporary();
        return new ProcessBuilder("sh", "-c", "read x", "sh", temporary, "ws-server.jar").start();
    }

    @Test
    void install_options_readWithoutComments() {
        assertThat(install.command(dir))
                .contains("-Xmx64m")
                .contains("-Djava.io.tmpdir=" + dir)
                .noneMatch(o -> o.contains("#"));
        assertThat(install.environment()).containsExactly(Map.entry("OMEGA_DB", "derby"));
    }

    @Test
    void start_anotherCoreOnTheDirectory_refusedAndUntouched() throws IOException {
        Process other = standIn();
        try {
            Files.createDirectories(data);
            new CoreDirectory(data).remember(other.pid());
            assertThatThrownBy(() -> start(CorePorts.ANY))
                    .isInstanceOfSatisfying(
                            CoreProblem.class, p -> assertThat(p.isUsage()).isTrue())
                    .hasMessageContaining("process " + other.pid())
                    .hasMessageContaining("core stop");
            assertThat(other.isAlive()).isTrue();
            try (var files = Files.list(data)) {
                assertThat(files).containsExactly(data.resolve("core.pid"));
            }
        } finally {
            other.destroyForcibly();
        }
    }

    /** A taken port must be found before anything is written or started. */
    @Test
    void start_takenPort_nothingWritten() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(new CorePorts(0, taken.getLocalPort(), 0)))
                    .hasMessageContaining("--https-port");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void awaitReady_serverEnds_saysSoAtOnceAndNamesTheLog() {
        CoreProcess core = start(CorePorts.ANY); // there is no server in the install
        assertThatThrownBy(() -> core.awaitReady(Duration.ofMinutes(1)))
                .isInstanceOf(CoreProblem.class)
                .hasMessageStartingWith("the Core ended while it started")
                .hasMessageContaining("messages.log");
        assertThat(core.alive()).isFalse();
        assertThat(CoreStatus.of(core.data())).isEqualTo(CoreStatus.STOPPED);
    }

    @Test
    void stop_runningCore_ends() throws IOException {
        Process other = standIn();
        Files.createDirectories(data);
        CoreDirectory directory = new CoreDirectory(data);
        directory.remember(other.pid());
        assertThat(CoreStatus.of(directory)).isEqualTo(CoreStatus.NOT_READY);
        assertThat(SupervisedCore.stop(directory)).isTrue();
        assertThat(other.isAlive()).isFalse();
        assertThat(CoreStatus.of(directory)).isEqualTo(CoreStatus.STOPPED);
    }

    /** An operator who has logs as JSON must not lose the one line that tells why a Core ended. */
    @Test
    void lastError_logAsJson_itsLine() throws IOException {
        CoreDirectory directory = new CoreDirectory(data);
        Files.createDirectories(directory.messagesLog().getParent());
        Files.writeString(directory.messagesLog(), """
                cut at the beginning"}
                {"type":"liberty_message","loglevel":"ERROR","message":"CNTR0020E: EJB threw:\\nCaused by: io.exogenesis.omega.journal.DirectoryLockedException: the directory /d is in use by process 7\\n\\tat x.Y"}
                {"type":"liberty_message","loglevel":"INFO","message":"goodbye"}
                """);
        assertThat(ServerLog.lastError(directory)).hasValue("the directory /d is in use by process 7");
    }

    /** The person should read our own exception, not Liberty's wrapping of it. */
    @Test
    void lastError_exceptionOfOurs_itsLine() throws IOException {
        CoreDirectory directory = new CoreDirectory(data);
        Files.createDirectories(directory.consoleLog().getParent());
        Files.writeString(directory.consoleLog(), """
                [ERROR   ] CNTR0020E: EJB threw an unexpected exception: io.exogenesis.omega.journal.DirectoryLockedException: the directory /d is in use by process 7
                [ERROR   ] CWWKZ0002E: An exception occurred while starting the application omega.
                """);
        assertThat(ServerLog.lastError(directory)).hasValue("the directory /d is in use by process 7");
        assertThat(ServerLog.applicationFailed(directory)).isTrue();
    }
}
