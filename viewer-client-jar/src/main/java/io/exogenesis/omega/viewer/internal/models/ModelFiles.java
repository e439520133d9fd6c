package io.exogenesis.omega.viewer.internal.models;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.PrivateFiles;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Copies of what the Core published, so that the next start needs no network. A file is a cache: one that is missing or
 * damaged is fetched again.
 *
 * <pre>
 * KIND-BANK-vVERSION.omega := content  bytes
 *                             crc      int32, big-endian: CRC32C of content
 * </pre>
 *
 * Files are written whole under another name, synced and renamed; several processes may share the directory. They are read and
 * written by streams, which an interrupt of a host's thread does not close.
 */
final class ModelFiles {
    private static final System.Logger LOG = System.getLogger(ModelFiles.class.getName());
    static final String SUFFIX = ".omega";
    private static final Pattern NAME = Pattern.compile("([a-z]+)-(.+)-v(-?\\d{1,19})\\" + SUFFIX);
    /** Characters of a bank's id that stand in a name as they are; none that a file system could take for another. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-]{1,64}");

    private final Path directory;

    ModelFiles(Path directory) {
        this.directory = directory;
        try {
            PrivateFiles.requireEmptyOrOwn(directory, ModelFiles::isOurs, name -> false);
            PrivateFiles.closedDirectory(directory, name -> name.endsWith(SUFFIX));
        } catch (FileSystemException e) {
            throw new ViewerException(
                    "the directory for models " + directory + " cannot be used: "
                            + (e.getReason() == null ? e.toString() : e.getReason()),
                    e);
        } catch (IOException e) {
            throw new ViewerException(
                    "the directory for models " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /* A host may keep its agents in the same directory, or in directories in it. */
    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX)
                || name.endsWith(SUFFIX + ".tmp")
                || name.equals(DirectoryLock.FILE)
                || Files.exists(file.resolve(DirectoryLock.FILE));
    }

    /** What a file holds: a kind of small letters, of one version of a bank. */
    record Key(String kind, String bankId, long version) {}

    /** A file; its bank as it stands in names. */
    record Kept(Path file, String kind, String bank, long version, FileTime written, long bytes) {}

    /** What tells cheaply whether a file is as it was left. */
    record Stamp(long bytes, FileTime written) {
        static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0));
    }

    Stamp stamp(Key key) {
        try {
            BasicFileAttributes now = Files.readAttributes(file(key), BasicFileAttributes.class);
            return new Stamp(now.size(), now.lastModifiedTime());
        } catch (IOException e) {
            return Stamp.NONE;
        }
    }

    /** The content of a file that is whole, as an array of its own behind a buffer; empty if there is none. */
    Optional<ByteBuffer> read(Key key) {
        Path file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] all = in.readNBytes(Math.toIntExact(Files.size(file)));
            int length = Math.max(0, all.length - Integer.BYTES);
            if (length > 0 && ByteBuffer.wrap(all, length, Integer.BYTES).getInt() == crc(all, length)) {
                return Optional.of(ByteBuffer.wrap(all, 0, length));
            }
            LOG.log(Level.WARNING, "{0} is damaged and is not used", file);
        } catch (IOException | ArithmeticException e) {
            LOG.log(Level.WARNING, "{0} cannot be read ({1}) and is not used", file, e);
        }
        return Optional.empty();
    }

    /** The checksum that a file ends with, without a look at the rest; empty if there is no such file. */
    Optional<Integer> checksum(Key key) {
        try (RandomAccessFile in = new RandomAccessFile(file(key).toFile(), "r")) {
            in.seek(Math.max(0, in.length() - Integer.BYTES));
            return Optional.of(in.readInt());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a copy. A full disk costs the copy, not the model: it is logged.
     *
     * @param synced not needed for what can be made anew here, since a crash that damages it costs only that
     */
    void write(Key key, byte[] content, boolean synced) {
        Path file = file(key);
        try {
            Path part = Files.createTempFile(directory, "part-", SUFFIX + ".tmp");
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                out.write(content);
                out.write(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(crc(content, content.length))
                        .array());
                if (synced) {
                    out.getFD().sync();
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be kept: {1}", file, e);
        }
    }

    /** The highest version kept, empty if there is none. */
    Optional<Long> newest(String kind, String bankId) {
        return list().stream()
                .filter(kept -> kept.kind().equals(kind) && kept.bank().equals(safe(bankId)))
                .map(Kept::version)
                .max(Comparator.naturalOrder());
    }

    /** What was written last of a kind, of any bank whose id can be read in a name; empty if there is nothing. */
    Optional<Key> latest(String kind) {
        return list().stream()
                .filter(kept -> kept.kind().equals(kind))
                .findFirst()
                .map(kept -> new Key(kind, kept.bank(), kept.version()));
    }

    /** All files, the latest written first; of the same instant the higher version is the later. */
    private List<Kept> list() {
        List<Kept> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                kept(file).ifPresent(found::add);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be listed: {1}", directory, e);
        }
        found.sort(Comparator.comparing(Kept::written)
                .thenComparing(Kept::version)
                .thenComparing(Kept::file)
                .reversed());
        return found;
    }

    private static Optional<Kept> kept(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        try {
            if (name.matches()) {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                long version = Long.parseLong(name.group(3));
                return Optional.of(
                        new Kept(file, name.group(1), name.group(2), version, is.lastModifiedTime(), is.size()));
            }
        } catch (NoSuchFileException | NumberFormatException e) {
            // another process has removed it; or it is somebody else's
        }
        return Optional.empty();
    }

    /**
     * Removes what nobody needs, so that no Core can fill the disk, whatever banks and versions it names.
     *
     * @param used ids of banks in use in this process
     * @param latest the bank that a file was just written for
     */
    void prune(Set<String> used, String latest) {
        Set<String> stay = Stream.concat(used.stream(), Stream.of(latest))
                .map(ModelFiles::safe)
                .collect(Collectors.toSet());
        new ModelPruning(directory).keepOnly(stay, list());
    }

    private Path file(Key key) {
        return directory.resolve(key.kind() + "-" + safe(key.bankId()) + "-v" + key.version() + SUFFIX);
    }

    /** The bank's id came from outside: what could lead out of the directory, or differ by case only, is replaced by a hash. */
    private static String safe(String bankId) {
        return PLAIN.matcher(bankId).matches() ? bankId : "_" + hash(bankId); // no plain id begins so
    }

    /** SHA-256: a Core must not find an id whose file is another bank's. */
    private static String hash(String bankId) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bankId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static int crc(byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, length);
        return (int) crc.getValue();
    }
}
