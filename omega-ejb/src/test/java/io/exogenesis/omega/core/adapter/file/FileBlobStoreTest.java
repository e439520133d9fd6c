package io.exogenesis.omega.core.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {
    @TempDir
    Path data;

    @Test
    void read_ofWritten_isTheSame_andReplacesWhole() {
        FileBlobStore store = new FileBlobStore(data.resolve("state"));
        store.write("a", new byte[] {1, 2, 3});
        store.write("a", new byte[] {9});
        store.write("empty", new byte[0]);
        assertThat(store.read("a")).containsExactly(9);
        assertThat(store.read("empty")).isEmpty();
    }

    @Test
    void read_ofDamagedOrMissing_isACoreException() throws IOException {
        FileBlobStore store = new FileBlobStore(data);
        store.write("a", new byte[] {1, 2, 3});
        byte[] bytes = Files.readAllBytes(data.resolve("a"));
        bytes[1] ^= 4;
        Files.write(data.resolve("a"), bytes);
        assertThatThrownBy(() -> store.read("a"))
                .isInstanceOf(CoreException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> store.read("b")).isInstanceOf(CoreException.class);
        Files.write(data.resolve("short"), new byte[] {1});
        assertThatThrownBy(() -> store.read("short")).isInstanceOf(CoreException.class);
    }

    @Test
    void retain_deletesTheOthers_leftoversToo() throws IOException {
        FileBlobStore store = new FileBlobStore(data);
        store.retain(Set.of());
        store.write("a", new byte[] {1});
        store.write("b", new byte[] {2});
        Files.write(data.resolve("c.tmp"), new byte[] {3});
        store.retain(Set.of("b", "x"));
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve("b"));
        }
    }
}
