package io.exogenesis.omega.lab.heal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    /** No process has so large a number. */
    private static final String GONE = "run-4194305-x";

    @TempDir
    Path data;

    @Test
    void sweep_leavesWhatIsInUse_andWhatIsNotOurs() throws IOException {
        Path own = Scratch.make(data);
        Path gone = Files.createDirectories(data.resolve(GONE).resolve("home")).getParent();
        Path other = Files.createDirectory(data.resolve("run-of-mine"));
        Path file = Files.createFile(data.resolve("run-4194305-file"));

        Scratch.sweep(data);
        assertThat(own).exists();
        assertThat(gone).doesNotExist();
        assertThat(other).exists();
        assertThat(file).exists();
    }
}
