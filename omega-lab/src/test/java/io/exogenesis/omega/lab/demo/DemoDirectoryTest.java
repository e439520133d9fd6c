package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    @TempDir
    private Path dir;

    /** The one mistake that would not be forgiven: emptying a directory of the person's. */
    @Test
    void prepare_foreignFiles_refusedAndUntouched() throws IOException {
        Files.writeString(dir.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> DemoDirectory.prepare(dir))
                .isInstanceOfSatisfying(
                        DemoException.class, e -> assertThat(e.isUsage()).isTrue())
                .hasMessageContaining("--data");
        assertThat(dir.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void prepare_earlierDemo_emptied() throws IOException {
        DemoDirectory.prepare(dir);
        Files.createDirectories(DemoDirectory.agent(dir, 1));
        Files.writeString(DemoDirectory.agent(dir, 1).resolve("journal"), "x");
        DemoDirectory.prepare(dir);
        assertThat(dir.resolve("agents")).doesNotExist();
        DemoDirectory.prepare(dir);
    }

    /** Before any Core is started in it: a start that fails leaves it behind as it is. */
    @Test
    void prepare_newDirectory_isItsOwnersAlone() throws IOException {
        DemoDirectory.prepare(dir.resolve("new"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    void prepare_fileInTheWay_refused() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> DemoDirectory.prepare(file)).hasMessageContaining("not a directory");
    }
}
