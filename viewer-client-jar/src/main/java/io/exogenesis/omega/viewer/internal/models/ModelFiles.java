package io.exogenesis.omega.viewer.internal.models;

import io.exogenesis.omega.journal.PrivateFiles;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Copies of what the Core published, so that the next start needs no network. A file is a cache: one that is missing or
 * damaged is fetched again.
 *
 * <pre>
 * KIND-BANK-VERSION.omega := content  bytes
 *                            crc      int32, big-endian: CRC32C of content
 * </pre>
 *
 * Files are written whole under another name, synced and renamed; several processes may share the directory.
 */
final class ModelFiles {
    private static final System.Logger LOG = System.getLogger(ModelFiles.class.getName());
    private static final String SUFFIX = ".omega";
    /** Characters of a bank's id that stand in a name as they are. */
    private static final int LONGEST_ID = 64;

    private static final int PIECE_BYTES = 1 << 16;

    private final Path directory;

    ModelFiles(Path directory) {
        this.directory = directory;
        try {
            PrivateFiles.closedDirectory(directory, name -> name.endsWith(SUFFIX));
        } catch (IOException e) {
            throw new ViewerException(
                    "the directory for models " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The content of a file that is whole, as an array of its own behind a buffer; empty if there is none. */
    Optional<ByteBuffer> read(String kind, String bankId, long version) {
        Path file = file(kind, bankId, version);
        try (FileChannel in = FileChannel.open(file)) {
            byte[] all = new byte[Math.toIntExact(in.size())];
            int length = Math.max(0, all.length - Integer.BYTES);
            fill(in, all);
            if (all.length > Integer.BYTES
                    && ByteBuffer.wrap(all, length, Integer.BYTES).getInt() == crc(all, length)) {
                return Optional.of(ByteBuffer.wrap(all, 0, length));
            }
            LOG.log(Level.WARNING, "{0} is damaged and will be made anew", file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | ArithmeticException e) {
            LOG.log(Level.WARNING, "{0} cannot be read ({1}) and will be made anew", file, e);
        }
        return Optional.empty();
    }

    /* In pieces: the JVM reads through memory outside the heap, as much as is asked for at once, and keeps it. */
    private static void fill(FileChannel in, byte[] all) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(all);
        while (into.position() < all.length) {
            into.limit(Math.min(all.length, into.position() + PIECE_BYTES));
            if (in.read(into) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
    }

    /** What tells cheaply whether a file is as it was left. */
    record Stamp(long bytes, FileTime written) {
        static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0));
    }

    Stamp stamp(String kind, String bankId, long version) {
        try {
            BasicFileAttributes now = Files.readAttributes(file(kind, bankId, version), BasicFileAttributes.class);
            return new Stamp(now.size(), now.lastModifiedTime());
        } catch (IOException e) {
            return Stamp.NONE;
        }
    }

    /** The checksum that a file ends with, without a look at the rest; empty if there is no such file. */
    Optional<Integer> checksum(String kind, String bankId, long version) {
        try (FileChannel in = FileChannel.open(file(kind, bankId, version))) {
            ByteBuffer last = ByteBuffer.allocate(Integer.BYTES);
            int read = in.read(last, Math.max(0, in.size() - Integer.BYTES));
            return read == Integer.BYTES ? Optional.of(last.getInt(0)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps a copy. A full disk costs the copy, not the model: it is logged. */
    void write(String kind, String bankId, long version, byte[] content) {
        write(kind, bankId, version, content, true);
    }

    /** The same for what can be made anew here: not synced, since a crash that damages it costs only that. */
    void writeLightly(String kind, String bankId, long version, byte[] content) {
        write(kind, bankId, version, content, false);
    }

    private void write(String kind, String bankId, long version, byte[] content, boolean synced) {
        Path file = file(kind, bankId, version);
        try {
            Path part = Files.createTempFile(directory, "part-", SUFFIX + ".tmp");
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer[] bytes = {
                    ByteBuffer.wrap(content), ByteBuffer.allocate(Integer.BYTES).putInt(0, crc(content, content.length))
                };
                while (bytes[1].hasRemaining()) {
                    out.write(bytes);
                }
                if (synced) {
                    out.force(true);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be kept: {1}", file, e);
        }
    }

    /** The newest version kept, empty if there is none. */
    Optional<Long> newest(String kind, String bankId) {
        try {
            return versions(prefix(kind, bankId)).stream().findFirst();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be listed: {1}", directory, e);
            return Optional.empty();
        }
    }

    /** A bank's version. */
    record Latest(String bankId, long version) {}

    /** What was written last of a kind, of any bank whose id can be read in a name; empty if there is nothing. */
    Optional<Latest> latest(String kind) {
        try (Stream<Path> files = Files.list(directory)) {
            Path last = null;
            long written = Long.MIN_VALUE;
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                long at = name.startsWith(kind + "-") && name.endsWith(SUFFIX)
                        ? Files.getLastModifiedTime(file).toMillis()
                        : Long.MIN_VALUE;
                if (at > written) {
                    last = file;
                    written = at;
                }
            }
            return last == null
                    ? Optional.empty()
                    : named(kind, last.getFileName().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Latest> named(String kind, String name) {
        int v = name.lastIndexOf("-v");
        try {
            return Optional.of(new Latest(
                    name.substring(kind.length() + 1, v),
                    Long.parseLong(name.substring(v + 2, name.length() - SUFFIX.length()))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
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
        new ModelPruning(directory, SUFFIX).keepOnly(stay);
    }

    private List<Long> versions(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(SUFFIX))
                    .map(name -> name.substring(prefix.length(), name.length() - SUFFIX.length()))
                    .filter(digits -> digits.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Path file(String kind, String bankId, long version) {
        return directory.resolve(prefix(kind, bankId) + version + SUFFIX);
    }

    /** The bank's id came from outside: what could lead out of the directory, or differ by case only, is replaced by a hash. */
    private static String safe(String bankId) {
        boolean plain = !bankId.isEmpty()
                && bankId.length() <= LONGEST_ID
                && bankId.chars().allMatch(ModelFiles::isPlain);
        return plain ? bankId : "_" + hash(bankId); // no plain id begins so
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

    private static String prefix(String kind, String bankId) {
        return kind + "-" + safe(bankId) + "-v";
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    private static int crc(byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, length);
        return (int) crc.getValue();
    }
}
