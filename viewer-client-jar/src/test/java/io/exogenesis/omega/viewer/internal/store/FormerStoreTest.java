package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.MemoryCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores as an earlier version left them. {@code stores/85bfcd3} was written by the build of that commit, format 2, once plain and
 * once sealed: a checkpoint (the plain one with its archive) and steps behind it. {@code content.txt} is what that build read out
 * of them, see {@link StoreInWords}.
 */
class FormerStoreTest {
    static final ViewerId VIEWER = new ViewerId("viewer-of-85");
    static final int MAX_PATTERNS = 1_000;

    @TempDir
    Path directory;

    /** A copy of a store of that commit in an empty directory. */
    static void unpack(String kind, Path target) throws IOException {
        Path source = resource(kind);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path to = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    static byte[] key() {
        byte[] key = new byte[RecordSeal.KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i * 7 + 1);
        }
        return key;
    }

    static List<String> content() throws IOException {
        return Files.readAllLines(resource("content.txt"));
    }

    private static Path resource(String name) {
        return Path.of(Objects.requireNonNull(FormerStoreTest.class.getResource("/stores/85bfcd3/" + name))
                .getPath());
    }

    @Test
    void open_storeOf85bfcd3_isAsItWasWritten() throws IOException {
        unpack("plain", directory);
        // as it was found, and twice as this version rewrote it
        for (int n = 0; n < 3; n++) {
            try (AgentDb db = AgentDb.open(VIEWER, directory, MAX_PATTERNS)) {
                assertThat(StoreInWords.of(db)).containsExactlyElementsOf(content());
                db.compactNow();
            }
        }
    }

    @Test
    void open_sealedStoreOf85bfcd3_isAsItWasWritten() throws IOException {
        unpack("sealed", directory);
        for (int n = 0; n < 3; n++) {
            try (AgentDb db = AgentDb.openSealed(VIEWER, directory, MAX_PATTERNS, key(), MemoryCounter.NONE)) {
                assertThat(StoreInWords.of(db)).containsExactlyElementsOf(content());
                db.compactNow();
            }
        }
    }

    @Test
    void openSealed_plainStoreOf85bfcd3_isAsItWasWritten() throws IOException {
        unpack("plain", directory);
        for (int n = 0; n < 2; n++) {
            try (AgentDb db = AgentDb.openSealed(VIEWER, directory, MAX_PATTERNS, key(), MemoryCounter.NONE)) {
                assertThat(StoreInWords.of(db)).containsExactlyElementsOf(content());
            }
        }
    }
}
