package io.exogenesis.omega.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupReaderTest {
    private static final BackupManifest MANIFEST = new BackupManifest(
            8,
            Instant.parse("2026-03-01T12:00:00.123Z"),
            new BackupManifest.Bank("a-bank", 7, 3, 4711, "round-3-at-4711"),
            new BackupManifest.Books(150, 632, 162, 470));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("omega.backup");
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(file);
                BackupWriter writer = new BackupWriter(out, MANIFEST)) {
            writer.add("keys/omega.p12", entry -> entry.write(noise, 0, 900));
            writer.add("journal/00000000000000000000.journal", entry -> entry.write(noise));
            writer.add("tables/viewer", entry -> {});
            writer.finish();
        }
    }

    private static Map<String, String> contents(Path file) {
        Map<String, String> all = new TreeMap<>();
        BackupReader.read(
                file, (manifest, name, content) -> all.put(name, HexFormat.of().formatHex(content.readAllBytes())));
        return all;
    }

    @Test
    void read_givesWhatWasWritten() {
        assertThat(BackupReader.verify(file)).isEqualTo(MANIFEST);
        assertThat(contents(file)).hasSize(3).containsEntry("tables/viewer", "");
    }

    // A disk that loses the end, or a copy that was broken off.
    @Test
    void verify_ofAFileCutAnywhere_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += length > 200 && length < whole.length - 900 ? 97 : 1) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> BackupReader.verify(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(BackupException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageNotContaining("\n");
        }
    }

    // A bit that flipped: the file is refused, or the bit was in what nobody reads (a time in a header of ZIP).
    @Test
    void read_ofAnAlteredFile_isRefusedOrTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Map<String, String> written = contents(file);
        int refused = 0;
        int tried = 0;
        for (int at = 0; at < whole.length; at += 13) {
            byte[] altered = whole.clone();
            altered[at] ^= (byte) (1 << at % 8);
            Files.write(file, altered);
            tried++;
            try {
                assertThat(contents(file)).as("byte %d", at).isEqualTo(written);
            } catch (BackupException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(tried * 9 / 10);
    }

    @Test
    void verify_ofAnotherProductsFile_isRefused() throws IOException {
        Files.writeString(file, "id,title\n1,Something\n");
        assertThatThrownBy(() -> BackupReader.verify(file)).hasMessageContaining("is no backup of an Omega Core");
        zip("[Content_Types].xml", "<Types/>");
        assertThatThrownBy(() -> BackupReader.verify(file)).hasMessageContaining("is no backup of an Omega Core");
        zip(BackupManifest.ENTRY, "product=Another\nformat=1\n");
        assertThatThrownBy(() -> BackupReader.verify(file)).hasMessageContaining("is no backup of an Omega Core");
        assertThatThrownBy(() -> BackupReader.verify(directory.resolve("nothing")))
                .hasMessageContaining("there is no file");
    }

    @Test
    void verify_ofANewerFormat_isRefused() throws IOException {
        zip(BackupManifest.ENTRY, "product=Exogenesis Omega Core\nformat=2\n");
        assertThatThrownBy(() -> BackupReader.verify(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("of format 2, and this Core reads up to 1");
    }

    // A file that somebody made, whose entries lead out of the data directory.
    @ParameterizedTest
    @ValueSource(strings = {"keys/../../etc/passwd", "/etc/passwd", "keys/..", "other/file", "keys/a/b", "keys/"})
    void read_ofAnEntryThatLeadsElsewhere_isRefused(String name) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                BackupWriter writer = new BackupWriter(out, MANIFEST)) {
            writer.add(name, entry -> entry.write(1));
            writer.finish();
        }
        assertThatThrownBy(() -> contents(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("does not belong to it");
    }

    private void zip(String name, String content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
