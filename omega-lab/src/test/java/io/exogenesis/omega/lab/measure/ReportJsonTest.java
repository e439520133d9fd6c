package io.exogenesis.omega.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report finds its place before the work, and what fails after it is said plainly. */
class ReportJsonTest {
    @TempDir
    private Path dir;

    @Test
    void obstacle_goodPlace_none() throws IOException {
        assertThat(OutputFile.obstacle(dir.resolve("r.json"))).isEmpty();
        Path there = Files.writeString(dir.resolve("there.json"), "{}");
        assertThat(OutputFile.obstacle(there)).isEmpty();
        assertThat(there).content().isEqualTo("{}");
        assertThat(dir.resolve("r.json")).doesNotExist();
    }

    @Test
    void obstacle_noDirectoryOrADirectory_said() {
        assertThat(OutputFile.obstacle(dir.resolve("none/r.json")))
                .hasValue(dir.resolve("none/r.json") + " cannot be written: there is no directory "
                        + dir.resolve("none"));
        assertThat(OutputFile.obstacle(dir)).hasValue(dir + " cannot be written: it is a directory");
    }

    // Permissions are the test's own, since the administrator may write everywhere.
    @Test
    void obstacle_directoryOrFileThatCannotBeWritten_said() throws IOException {
        Path locked = Files.createDirectory(dir.resolve("locked"));
        Path file = Files.writeString(dir.resolve("kept.json"), "{}");
        assertThat(OutputFile.obstacle(locked.resolve("r.json"), p -> !p.equals(locked)))
                .hasValueSatisfying(t -> assertThat(t).contains("no permission to write in " + locked));
        assertThat(OutputFile.obstacle(file, p -> !p.equals(file)))
                .hasValueSatisfying(t -> assertThat(t).contains("no permission to write it"));
        assertThat(OutputFile.obstacle(file)).isEmpty();
    }

    @Test
    void write_directoryIsGone_oneExceptionThatNamesTheFile() {
        Path file = dir.resolve("gone/r.json");
        assertThatThrownBy(() -> ReportJson.write(file, Optional.class.getName()))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith(file + " cannot be written: ");
        assertThatThrownBy(() -> new RankingsFile(file))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith(file + " cannot be written: ");
    }

    @Test
    void close_diskIsFull_oneExceptionThatNamesTheFile() {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).isTrue();
        assertThatThrownBy(() -> {
                    try (RankingsFile rankings = new RankingsFile(full)) {
                        rankings.write("a", List.of("x"));
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("/dev/full cannot be written: ");
    }
}
