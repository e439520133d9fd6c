package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path dir;

    @Test
    void acquire_twiceInOneProcess_isRefusedWithItsPid() {
        long pid = ProcessHandle.current().pid();
        try (DirectoryLock lock = DirectoryLock.acquire(dir, "the data directory")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(
                            () -> DirectoryLock.acquire(dir.resolve("../" + dir.getFileName()), "the data directory"))
                    .isInstanceOf(DirectoryLockedException.class)
                    .hasMessageStartingWith("the data directory ")
                    .hasMessageContaining("process " + pid + ": stop that one first");
        }
        DirectoryLock.acquire(dir, "the data directory").close();
    }

    // POSIX releases a process's lock when any descriptor of the file is closed: the refused attempt above must not do
    // it.
    @Test
    void acquire_byAnotherProcess_isRefusedEvenAfterARefusedAttemptHere() throws Exception {
        try (DirectoryLock lock = DirectoryLock.acquire(dir, "d")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.acquire(dir, "d")).isInstanceOf(DirectoryLockedException.class);
            Process other = holder();
            assertThat(line(other))
                    .contains("in use by process " + ProcessHandle.current().pid());
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void acquire_ofAKilledProcessesDirectory_works() throws Exception {
        Process other = holder();
        try {
            assertThat(line(other)).isEqualTo("held");
            DirectoryLockedException e =
                    catchThrowableOfType(DirectoryLockedException.class, () -> DirectoryLock.acquire(dir, "d"));
            assertThat(e.pid()).hasValue(other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        DirectoryLock.acquire(dir, "d").close();
    }

    @Test
    void acquire_whereNoDirectoryCanBe_isTold() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> DirectoryLock.acquire(file, "the data directory"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the data directory")
                .hasMessageContaining("cannot be used");
    }

    private Process holder() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        dir.toString())
                .start();
    }

    private static String line(Process process) throws Exception {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    /** The other process: takes the lock, says so, and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try {
                DirectoryLock lock = DirectoryLock.acquire(Path.of(args[0]), "d");
                System.out.println("held");
                System.in.read();
                lock.close();
            } catch (DirectoryLockedException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
