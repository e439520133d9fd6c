package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jetty reads the private key from a file. */
class KeyDirectoryTest {

    @TempDir
    Path dir;

    /** After kill -9 the key would stay readable for ever; other processes' keys must not be touched. */
    @Test
    void listen_leftOversOfADeadProcess_swept() throws IOException {
        Path work = Files.createDirectories(dir.resolve("work"));
        Path dead = Files.createDirectory(work.resolve("quic-key-4194303-1-1"));
        Files.writeString(dead.resolve("omega.key"), "secret");
        Path alien = Files.createDirectory(work.resolve("something-else"));
        try (Fixture fixture = new Fixture(Engines.both(new JettyQuicEngine()), dir)) {
            assertThat(dead).doesNotExist();
            assertThat(alien).exists();
            try (var entries = Files.list(work)) {
                Path own = entries.filter(path -> path.getFileName().toString().startsWith("quic-key-"))
                        .findFirst()
                        .orElseThrow();
                assertThat(Files.getPosixFilePermissions(own)).hasSize(3);
                assertThat(fixture.listener.port()).isPositive();
            }
        }
        assertThat(work.toFile().list()).containsExactly("something-else");
    }
}
