package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFileLayerTest extends FileLayerContract {
    @TempDir
    Path dir;

    @Override
    FileLayer layer() {
        return FileLayer.directory(dir.resolve("made/with/parents"));
    }

    @Test
    void directory_whereAFileIs_failsTypedInOneLine() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> FileLayer.directory(file.resolve("below")))
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("cannot be used");
    }
}
