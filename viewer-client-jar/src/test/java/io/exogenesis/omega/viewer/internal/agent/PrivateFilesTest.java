package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that an agent makes can be reached by another user, whatever the umask and whoever makes it first. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
class PrivateFilesTest {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"000", "022"})
    void run_underAnyUmask_everyFileAndDirectoryIsTheOwnersAlone(String umask) throws Exception {
        Path home = directory.resolve("home");
        run(umask, home);
        assertThat(reachable(home)).isEmpty();
        List<String> names = names(home);
        assertThat(names).anyMatch(n -> n.startsWith("agents/plain/memory/_"));
        assertThat(names).anyMatch(n -> n.startsWith("agents/sealed/journal/0"));
        assertThat(names).anyMatch(n -> n.startsWith("snapshot/memory/_"));
        assertThat(names).anyMatch(n -> n.startsWith("models/catalogue-"));
        assertThat(names).contains("agents/plain/omega.lock", "agents/plain/memory/write.lock");
    }

    @Test
    void run_whereWideDirectoriesAre_theyAreClosed() throws Exception {
        Path home = directory.resolve("home");
        run("022", home);
        // as an earlier version left them
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                String mode = Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
        }
        Files.walk(home.resolve("snapshot"))
                .sorted((a, b) -> b.compareTo(a))
                .forEach(f -> f.toFile().delete());
        run("022", home);
        List<String> open = reachable(home);
        // the parents were made by somebody else in this case
        open.removeAll(List.of("", "agents"));
        assertThat(open).isEmpty();
    }

    // Root may do anything, hence could be led by a link into the directory of somebody else.
    @Test
    void open_linkToADirectoryOfAnotherUser_isRefused() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        Assumptions.assumeTrue(gaveAway(theirs), "only the administrator can give a directory away");
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwx------"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), theirs);
        assertThatThrownBy(() -> ViewerRuntime.in(link)).hasMessageContaining("it belongs to");
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> ViewerRuntime.in(theirs)).hasMessageContaining("it belongs to");
        assertThat(Files.getPosixFilePermissions(theirs)).contains(PosixFilePermission.OTHERS_READ);
        assertThat(names(theirs)).isEmpty();
    }

    @Test
    void open_filesOfTheHostInTheSameDirectory_stayAsTheyAre() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        ViewerRuntime.openAlone(TestAgents.config("v", home, new FaultyTransport(new FakeCore(5)))
                        .build())
                .close();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = Files.writeString(home.resolve("script.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        ViewerRuntime.in(home).close();
        ViewerRuntime.openAlone(TestAgents.config("v", home, new FaultyTransport(new FakeCore(5)))
                        .build())
                .close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void open_directoryOfSomethingElse_isRefusedBeforeItsModeIsChanged() throws Exception {
        Path home = Files.createDirectory(directory.resolve("somebodys"));
        Files.writeString(home.resolve("letter.txt"), "dear");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        ViewerAgentConfig config = TestAgents.config("v", home, new FaultyTransport(new FakeCore(5)))
                .build();
        assertThatThrownBy(() -> ViewerRuntime.openAlone(config))
                .isInstanceOf(ViewerException.class)
                .hasMessage("the directory " + home
                        + " cannot be used: it holds other files: name a directory that is new or empty");
        assertThatThrownBy(() -> ViewerRuntime.in(home).close())
                .isInstanceOf(ViewerException.class)
                .hasMessageContaining("name a directory that is new or empty");
        try (ViewerRuntime shared = ViewerRuntime.in(directory.resolve("models"))) {
            assertThatThrownBy(() -> shared.open(config)).isInstanceOf(ViewerException.class);
        }
        assertThat(names(home)).containsExactly("letter.txt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwxr-xr-x");
    }

    // As the first example of the page lays it out: the models' directory is made before the agent's is looked at.
    @Test
    void open_modelsInADirectoryOfSomethingElse_makeItNotTheAgents() throws Exception {
        Path home = Files.createDirectory(directory.resolve("somebodys"));
        Files.writeString(home.resolve("letter.txt"), "dear");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ViewerRuntime shared = ViewerRuntime.in(home.resolve("models"))) {
            ViewerAgentConfig config = TestAgents.config("v", home, new FaultyTransport(new FakeCore(5)))
                    .build();
            assertThatThrownBy(() -> shared.open(config))
                    .isInstanceOf(ViewerException.class)
                    .hasMessageContaining("name a directory that is new or empty");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void open_modelsInADirectoryOfTheirOwn_isTaken() {
        Path home = directory.resolve("fresh");
        try (ViewerRuntime shared = ViewerRuntime.in(home.resolve("models"))) {
            shared.open(TestAgents.config("v", home, new FaultyTransport(new FakeCore(5)))
                            .build())
                    .close();
        }
        assertThat(home.resolve("omega.lock")).exists();
    }

    @Test
    void open_directoryOfAFreshDisk_isTaken() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Files.createDirectory(disk.resolve("lost+found"));
        ViewerRuntime.openAlone(TestAgents.config("v", disk, new FaultyTransport(new FakeCore(5)))
                        .build())
                .close();
        assertThat(disk.resolve("omega.lock")).exists();
    }

    @Test
    void open_modelsBesideTheDirectoriesOfAgents_areTakenAgain() throws Exception {
        Path home = directory.resolve("hosts");
        for (int run = 0; run < 2; run++) {
            try (ViewerRuntime shared = ViewerRuntime.in(home)) {
                shared.open(TestAgents.config("v", home.resolve("v"), new FaultyTransport(new FakeCore(5)))
                                .build())
                        .close();
            }
        }
        assertThat(names(home)).contains("v/omega.lock");
    }

    @Test
    void open_lockIsALink_whatItLeadsToIsNotTouched() throws Exception {
        Path state = Files.createDirectory(directory.resolve("state"));
        Path other = Files.writeString(directory.resolve("other"), "as it was");
        Files.createSymbolicLink(state.resolve("omega.lock"), other);
        assertThatThrownBy(() ->
                        ViewerRuntime.openAlone(TestAgents.config("v", state, new FaultyTransport(new FakeCore(5)))
                                .build()))
                .hasMessageContaining("omega.lock");
        assertThat(other).hasContent("as it was");
    }

    private static boolean gaveAway(Path path) {
        try {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String umask, Path home) throws Exception {
        Path said = directory.resolve("said");
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask " + umask + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(child.waitFor()).as(() -> read(said)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> names(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> home.relativize(f).toString())
                    .toList();
        }
    }

    private static List<String> reachable(Path home) throws IOException {
        List<String> out = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                    out.add(home.relativize(file).toString());
                }
            }
        }
        return out;
    }

    /** A host's process: it makes the directory of the models first, as the page on embedding shows it. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            Path home = Path.of(args[0]);
            FaultyTransport core = new FaultyTransport(new FakeCore(20));
            try (SharedModels shared = TestAgents.shared(home.resolve("models"))) {
                shared.useCatalogue(TestCatalogue.catalogue(20).items(), 7, n -> {});
                var plain = TestAgents.config("plain", home.resolve("agents/plain"), core);
                try (ViewerAgent agent = LocalViewerAgent.open(plain.build(), shared)) {
                    work(agent);
                    agent.snapshotTo(home.resolve("snapshot")).join();
                }
                var sealed = TestAgents.config("sealed", home.resolve("agents/sealed"), core)
                        .memoryKey(() -> new byte[32]);
                try (ViewerAgent agent = LocalViewerAgent.open(sealed.build(), shared)) {
                    work(agent);
                }
            }
            System.exit(0);
        }

        private static void work(ViewerAgent agent) {
            agent.initialize().join();
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            float[] place = new float[Embedding.DIMENSIONS];
            place[0] = 1;
            List<CompletableFuture<?>> stored = new ArrayList<>();
            for (int n = 0; n < 600; n++) { // so many that the close makes a checkpoint, too
                stored.add(agent.reasoningBank()
                        .store(NewPattern.of(TaskType.BEHAVIOR, "approach " + n, .5)
                                .withEmbedding(Embedding.of(place))));
            }
            stored.forEach(CompletableFuture::join);
            agent.shown(agent.getRecommendations(ViewerContext.top(3)).join()).join();
            agent.learnFromSession().join();
            agent.syncWithCore().join();
            agent.compact().join();
        }
    }
}
