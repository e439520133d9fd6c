package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor as the process that it is, over a stand-in for the server. KeepAliveIT of omega-ear does the same to a Core. */
class SupervisedCoreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SETTINGS = Map.of(HeapSize.OVERRIDE, "256m");

    @TempDir
    private Path dir;

    private CoreInstall install;
    private CoreDirectory data;

    @BeforeEach
    void layOut() throws IOException {
        install = new CoreInstall(dir.resolve("wlp"));
        data = new CoreDirectory(dir.resolve("data"));
        Path tools = Files.createDirectories(install.wlp().resolve("bin/tools"));
        jar(tools.resolve("ws-javaagent.jar"), new Attributes.Name("Premain-Class"));
        jar(tools.resolve("ws-server.jar"), Attributes.Name.MAIN_CLASS);
        Files.createDirectories(install.server());
        Files.writeString(
                install.server().resolve("jvm.options"), "-Xms16m\n-XX:+UseSerialGC\n-XX:+ExitOnOutOfMemoryError\n");
    }

    /** A jar of the stand-in alone; {@code role} is what its manifest names it. */
    private static void jar(Path file, Attributes.Name role) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(role, StandInServer.class.getName());
        String name = StandInServer.class.getName().replace('.', '/') + ".class";
        URL bytes = StandInServer.class.getResource("/" + name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in = bytes.openStream()) {
            jar.putNextEntry(new JarEntry(name));
            in.transferTo(jar);
        }
    }

    @AfterEach
    void stop() {
        SupervisedCore.stop(data);
    }

    private SupervisedCore started() {
        return SupervisedCore.start(install, data.path(), CorePorts.ANY, SETTINGS);
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private CoreEnd awaitRestart(long formerPid) {
        await().atMost(PATIENCE)
                .until(() -> CoreStatus.of(data) == CoreStatus.READY
                        && data.running().map(ProcessHandle::pid).orElse(formerPid) != formerPid);
        return data.lastEnd().read().orElseThrow();
    }

    @Test
    void core_killed_comesBackOnItsPortsWithTheSignalNamed() throws Exception {
        String http = started().awaitReady().http();
        ProcessHandle first = data.running().orElseThrow();
        kill(first);
        CoreEnd end = awaitRestart(first.pid());
        assertThat(end.signal()).isEqualTo(9);
        assertThat(end.reason()).startsWith("killed by signal 9");
        assertThat(data.bootstrap().orElseThrow().http()).isEqualTo(http);
        assertThat(CoreState.of(data).lines()).anyMatch(l -> l.endsWith("started again once"));
    }

    @Test
    void core_outOfMemory_endsAndComesBackWithTheReason() throws Exception {
        Bootstrap core = started().awaitReady();
        long pid = data.running().orElseThrow().pid();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(core.http() + "/memory")).build();
            assertThatThrownBy(() -> http.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
        CoreEnd end = awaitRestart(pid);
        assertThat(end.reason()).isEqualTo("out of memory (Java heap space)");
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(Files.readString(data.console().previous())).contains("Terminating due to");
    }

    /** The Core goes on; who looks is told; the next start takes it into care, and keeps it. */
    @Test
    void supervisor_killed_coreIsTakenIntoCareAndKept() throws Exception {
        started().awaitReady();
        long core = data.running().orElseThrow().pid();
        kill(data.supervisor().orElseThrow());
        assertThat(CoreStatus.of(data)).isEqualTo(CoreStatus.READY);
        assertThat(CoreState.of(data).lines()).anyMatch(l -> l.startsWith("its supervisor has ended"));

        SupervisedCore again = started();
        again.awaitReady();
        assertThat(again.adopted()).isTrue();
        assertThat(data.running().orElseThrow().pid()).isEqualTo(core);

        kill(data.running().orElseThrow());
        assertThat(awaitRestart(core).reason()).contains("exit code not seen");
    }

    private void print(String http) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(http + "/print")).build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    /** A hostile load makes a Core print without end; who keeps it may be killed, and must not take the Core or the bound with it. */
    @Test
    void core_printsWithoutEnd_logStaysWithinItsBound_alsoAfterTheSupervisorWasKilled() throws Exception {
        String http = started().awaitReady().http();
        long pid = data.running().orElseThrow().pid();
        print(http);
        await().atMost(PATIENCE).until(() -> Files.size(data.consoleLog()) <= ConsoleLog.MOST_BYTES);
        print(http);
        await().atMost(PATIENCE).until(() -> Files.size(data.consoleLog()) <= ConsoleLog.MOST_BYTES);

        kill(data.supervisor().orElseThrow());
        print(http);
        assertThat(Files.size(data.consoleLog()))
                .as("nobody watches, and nobody is waited for")
                .isGreaterThanOrEqualTo(StandInServer.PRINTED);
        started().awaitReady();
        await().atMost(PATIENCE).until(() -> Files.size(data.consoleLog()) <= ConsoleLog.MOST_BYTES);
        assertThat(data.running().orElseThrow().pid()).isEqualTo(pid);
        assertThat(Files.size(data.consoleLog().resolveSibling("console.1.log")))
                .isEqualTo(ConsoleLog.MOST_BYTES);

        kill(data.running().orElseThrow());
        awaitRestart(pid);
        assertThat(ServerLog.lines(ServerLog.tail(data.console().previous().resolveSibling("console.previous.1.log"))))
                .last()
                .isEqualTo("x".repeat(StandInServer.LINE - 1));
    }

    @Test
    void stop_bothRun_nothingIsLeftBehind() {
        SupervisedCore kept = started();
        kept.awaitReady();
        ProcessHandle core = data.running().orElseThrow();
        assertThat(SupervisedCore.stop(data)).isTrue();
        assertThat(core.isAlive()).isFalse();
        assertThat(kept.supervisor().isAlive()).isFalse();
        assertThat(data.path().resolve("core.pid")).doesNotExist();
        assertThat(data.bootstrapFile()).doesNotExist();
        assertThat(data.lastEnd().read()).as("it was asked to end").isEmpty();
        assertThat(CoreStatus.of(data)).isEqualTo(CoreStatus.STOPPED);
    }

    @Test
    void start_wrongSetting_saysSoAndLeavesNoProcess() throws IOException {
        SupervisedCore wrong = SupervisedCore.start(
                install, data.path(), CorePorts.ANY, Map.of(HeapSize.OVERRIDE, "256m", StandInServer.WRONG, "1"));
        assertThatThrownBy(wrong::awaitReady)
                .isInstanceOf(CoreProblem.class)
                .hasMessageContaining("omega.stand-in is wrong (exit code 1)");
        assertThat(wrong.supervisor().isAlive()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rwx------");
        assertThat(CoreStatus.of(data)).isEqualTo(CoreStatus.STOPPED);
    }

    @Test
    void start_whileItIsKept_refusedAndUnharmed() {
        started().awaitReady();
        assertThatThrownBy(this::started).isInstanceOf(CoreProblem.class).hasMessageContaining("core stop");
        assertThat(CoreStatus.of(data)).isEqualTo(CoreStatus.READY);
    }
}
