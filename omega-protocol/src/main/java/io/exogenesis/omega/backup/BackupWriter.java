package io.exogenesis.omega.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup: a ZIP file with these entries, in this order.
 *
 * <pre>
 * omega-backup.properties   what it is ({@link BackupManifest}): product, format (1), schema, bank, books
 * keys/NAME                 files of the Core's keys, as they are
 * state/NAME                states that the bank names, by the names that it uses
 * journal/NAME              segments of the contribution log; the last one ends where the books end
 * tables/NAME               rows of one table of the database, the same whichever database it was
 * SHA256SUMS                of each entry before: hex digest, two blanks, name, line feed; as sha256sum(1) writes and checks it
 * </pre>
 *
 * <p>A file without the last entry is not complete. It holds the Core's keys: whoever writes it to a disk gives it mode 0600.
 */
public final class BackupWriter implements AutoCloseable {
    static final String SUMS = "SHA256SUMS";

    private final ZipOutputStream zip;
    private final StringBuilder sums = new StringBuilder();

    /** Begins with the manifest. */
    public BackupWriter(OutputStream out, BackupManifest manifest) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        add(BackupManifest.ENTRY, manifest::write);
    }

    /** Writes one entry. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Adds an entry.
     *
     * @param name {@code directory/file}, as the reader takes it
     */
    public void add(String name, Content content) throws IOException {
        try (OutputStream entry = begin(name)) {
            content.write(entry);
        }
    }

    /** Begins an entry, which ends when the stream is closed; before the next one. */
    public OutputStream begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new DigestOutputStream(zip, sha256()) {
            @Override
            public void close() throws IOException {
                zip.closeEntry();
                String hex = HexFormat.of().formatHex(getMessageDigest().digest());
                sums.append(hex).append("  ").append(name).append('\n');
            }
        };
    }

    /** Makes it complete. The stream below stays open. */
    public void finish() throws IOException {
        zip.putNextEntry(new ZipEntry(SUMS));
        zip.write(sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
