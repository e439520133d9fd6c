package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyFileLayerTest extends FileLayerContract {
    @TempDir
    Path dir;

    @Override
    FileLayer layer() {
        return FileLayer.readOnly(dir.resolve("nothing/there"));
    }

    /** Would catch a recovery of a torn tail that touches the disk, or a batch that is taken and lost without a word. */
    @Test
    void journal_ofATornDirectory_isReadAndTheFilesStayAsTheyWere() throws Exception {
        try (Journal journal = Journal.open(FileLayer.directory(dir), JournalOptions.defaults())) {
            journal.appendDurable(new byte[] {1, 2, 3});
            journal.appendDurable(new byte[] {4});
        }
        Path segment;
        try (var files = Files.list(dir)) {
            segment = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(segment);
        byte[] torn = java.util.Arrays.copyOf(whole, whole.length + 7);
        Files.write(segment, torn);
        FileLayer layer = FileLayer.readOnly(dir);
        assertThat(layer.isReadOnly()).isTrue();
        List<byte[]> read = new ArrayList<>();
        try (Journal journal = Journal.open(layer, JournalOptions.defaults())) {
            journal.replay(journal.start(), (position, next, payload) -> read.add(payload));
        }
        assertThat(read).containsExactly(new byte[] {1, 2, 3}, new byte[] {4});
        assertThat(Files.readAllBytes(segment)).isEqualTo(torn);
    }

    @Test
    void lock_onAReadOnlyFileSystem_failsTypedAndSaysWhatToDo() throws Exception {
        Path zip = dir.resolve("state.zip");
        FileSystems.newFileSystem(zip, Map.of("create", "true")).close();
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("accessMode", "readOnly"))) {
            Path root = system.getPath("/");
            assertThatThrownBy(() -> DirectoryLock.acquire(root, "the data directory"))
                    .isInstanceOf(ReadOnlyDirectoryException.class)
                    .hasMessageContaining("read-only file system: mount it for writing");
        }
    }
}
