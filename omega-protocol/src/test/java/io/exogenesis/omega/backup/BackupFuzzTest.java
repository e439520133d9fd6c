package io.exogenesis.omega.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that somebody hands to an operator as a backup: it is one, or one line says why not, and it costs no more memory than it may. */
class BackupFuzzTest {
    private static final BackupManifest MANIFEST = new BackupManifest(
            8,
            Instant.parse("2026-03-01T12:00:00Z"),
            new BackupManifest.Bank("bank", 7, 3, 4711, "round-3"),
            new BackupManifest.Books(1, 2, 1, 1));

    @TempDir
    static Path directory;

    static Stream<Arguments> files() throws IOException {
        byte[] whole = backup("journal/0.journal");
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        return Stream.of(
                        whole,
                        damaged,
                        Arrays.copyOf(whole, whole.length - 30),
                        backup("journal/../../out"),
                        zip(BackupManifest.ENTRY, "#".repeat(1 << 20).getBytes(UTF_8)),
                        zip(BackupManifest.ENTRY, manifest("format=1\\n2")),
                        zip(BackupManifest.ENTRY, manifest("format=1\nschema=\\u000a")),
                        zip(BackupManifest.ENTRY, manifest("format=1\nschema=1\ncreated=\\u0007\\n")),
                        zip(BackupWriter.SUMS, new byte[0]),
                        new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    private static byte[] manifest(String lines) {
        return ("product=Exogenesis Omega Core\n" + lines + "\n").getBytes(UTF_8);
    }

    private static byte[] backup(String entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BackupWriter writer = new BackupWriter(out, MANIFEST)) {
            writer.add(entry, content -> content.write(1));
            writer.finish();
        }
        return out.toByteArray();
    }

    private static byte[] zip(String entry, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @MethodSource("files")
    @FuzzTest // must come last
    void read_anyFile_entriesOfSafeNamesOrOneLine(byte[] data) throws IOException {
        Path file = Files.write(directory.resolve("some.omega"), data);
        try {
            BackupManifest manifest = BackupReader.read(file, (read, name, content) -> {
                Path in = directory.resolve(name).normalize();
                assertThat(in.getParent().getParent()).isEqualTo(directory);
            });
            assertThat(BackupReader.verify(file)).isEqualTo(manifest);
        } catch (BackupException e) {
            assertThat(e.getMessage()).contains("some.omega").doesNotContainPattern("\\p{Cc}");
        }
    }

    @MethodSource("manifests")
    @FuzzTest // must come last
    void manifest_anyText_isWrittenAgainTheSameOrOneLine(byte[] data) throws IOException {
        BackupManifest read;
        try {
            read = BackupManifest.read("some.omega", new java.io.ByteArrayInputStream(data));
        } catch (BackupException e) {
            assertThat(e.getMessage()).contains("some.omega").doesNotContainPattern("\\p{Cc}");
            return;
        }
        assertThat(read.bank()).isNotNull();
    }

    static Stream<Arguments> manifests() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MANIFEST.write(out);
        return Stream.of(
                        out.toByteArray(),
                        manifest("format=2"),
                        manifest("format=\\n\u001b[31m"),
                        manifest("format=99999999999"),
                        "product=\\u12".getBytes(UTF_8))
                .map(bytes -> Arguments.of((Object) bytes));
    }
}
