package io.exogenesis.omega.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Reads what {@link BackupWriter} wrote, and nothing else. */
public final class BackupReader {
    /** Names of entries: a directory that is known, and a file that cannot lead out of it. */
    static final Pattern NAME = Pattern.compile("(keys|state|journal|tables)/[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final Path file;
    private final StringBuilder sums = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    private BackupReader(Path file) {
        this.file = file;
    }

    /** Takes the entries one after the other. */
    @FunctionalInterface
    public interface Entries {
        /** @param content ends with the entry; what is left of it is read over */
        void entry(BackupManifest manifest, String name, InputStream content) throws IOException;
    }

    /**
     * Reads all of it and keeps nothing.
     *
     * @throws BackupException if it is no backup, damaged, or of a newer version
     */
    public static BackupManifest verify(Path file) {
        return read(file, (manifest, name, content) -> {});
    }

    /**
     * Gives the entries to {@code entries}; that all are there and as they were written shows at the end.
     *
     * @throws BackupException as {@link #verify}, also where {@code entries} read half of it by then
     */
    public static BackupManifest read(Path file, Entries entries) {
        BackupReader reader = new BackupReader(file);
        try (ZipInputStream zip = new ZipInputStream(
                new BufferedInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8)) {
            BackupManifest manifest = reader.read(zip, entries);
            reader.requireEnd();
            return manifest;
        } catch (NoSuchFileException e) {
            throw new BackupException("there is no file " + file, e);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            String why = e.getMessage();
            throw reader.damaged(why == null ? "it ends where more has to come" : why, e);
        } catch (IOException e) {
            throw new BackupException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private BackupManifest read(ZipInputStream zip, Entries entries) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(BackupManifest.ENTRY)) {
            throw new BackupException(file + " is no backup of an Omega Core");
        }
        BackupManifest[] manifest = new BackupManifest[1];
        digested(first.getName(), zip, in -> manifest[0] = BackupManifest.read(file.toString(), in));
        for (ZipEntry at = zip.getNextEntry(); at != null; at = zip.getNextEntry()) {
            String name = at.getName();
            if (name.equals(BackupWriter.SUMS)) {
                // one byte more than there should be, not what a few deflated bytes may stand for
                check(new String(zip.readNBytes(sums.length() + 1), StandardCharsets.UTF_8));
                return manifest[0];
            }
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                throw damaged("it has an entry that does not belong to it", null);
            }
            digested(name, zip, in -> entries.entry(manifest[0], name, in));
        }
        throw damaged("it is not complete", null);
    }

    /** What follows the entries, the list of them, must be whole as well: other tools begin there. */
    private void requireEnd() throws IOException {
        try (ZipFile whole = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (whole.size() != names.size() + 2) { // and the first, and the sums
                throw damaged("it does not list what it has", null);
            }
        }
    }

    private void check(String written) {
        if (!written.contentEquals(sums)) {
            throw damaged("its contents are not what was written", null);
        }
    }

    private void digested(String name, ZipInputStream zip, Use use) throws IOException {
        DigestInputStream in = new DigestInputStream(new Unclosed(zip), BackupWriter.sha256());
        use.of(in);
        in.transferTo(java.io.OutputStream.nullOutputStream());
        String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
        sums.append(digest).append("  ").append(name).append('\n');
    }

    private BackupException damaged(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = file
                + (names.isEmpty() && cause != null ? " is no backup of an Omega Core, or damaged: " : " is damaged: ")
                + why;
        return cause == null ? new BackupException(message) : new BackupException(message, cause);
    }

    @FunctionalInterface
    private interface Use {
        void of(InputStream in) throws IOException;
    }

    /** Whoever closes an entry must not close the file. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
