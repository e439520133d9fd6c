package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Embeddings of texts that were made before, in one file, so that a second evaluation of a data set starts at once.
 *
 * <p>File {@code embeddings.bin}: magic {@code OMEC} int, version int (1), name of the embedder (modified UTF-8), entries int,
 * then for each the text's SHA-256 (32 bytes), 384 codes and their scale (float); CRC32C of all before as long. Big-endian. A
 * damaged file, or one of another embedder, is as good as none: everything in it can be made again. Two processes that write
 * at once each leave a whole file; the last one stays.
 */
public final class EmbeddingCache {
    private static final String FILE = "embeddings.bin";
    private static final int MAGIC = 0x4f4d4543;
    private static final int VERSION = 1;
    private static final int HASH = 32;

    private final Path file;
    private final String embedder;
    private final Map<String, Embedding> known = new ConcurrentHashMap<>();

    private EmbeddingCache(Path file, String embedder) {
        this.file = file;
        this.embedder = embedder;
    }

    /** Opens the cache of a directory, which need not exist. */
    public static EmbeddingCache open(Path directory, String embedder) {
        EmbeddingCache cache = new EmbeddingCache(directory.resolve(FILE), embedder);
        if (Files.isRegularFile(cache.file)) {
            cache.read();
        }
        return cache;
    }

    /** How many texts it knows. */
    public int size() {
        return known.size();
    }

    /**
     * The content space of these titles. What is not known is embedded on all cores and kept.
     *
     * @param loader makes the embedder; asked only if a text is not known
     */
    public ContentSpace space(List<MediaItem> items, Supplier<Embedder> loader, Terminal terminal) {
        List<String> hashes = items.parallelStream().map(i -> hash(i.text())).toList();
        Map<String, String> missing = new TreeMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            if (!known.containsKey(hashes.get(i))) {
                missing.put(hashes.get(i), items.get(i).text());
            }
        }
        if (!missing.isEmpty()) {
            embed(missing, loader, terminal);
        }
        return ContentSpace.of(
                items.stream().map(MediaItem::id).toList(),
                hashes.stream().map(known::get).toList());
    }

    private void embed(Map<String, String> missing, Supplier<Embedder> loader, Terminal terminal) {
        try (Embedder model = loader.get();
                Progress progress = terminal.progress("titles embedded", missing.size())) {
            missing.entrySet().parallelStream().forEach(e -> {
                known.put(e.getKey(), Embedding.of(model.embed(e.getValue())));
                progress.step();
            });
        }
        write();
    }

    private void read() {
        CRC32C crc = new CRC32C();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), crc))) {
            if (in.readInt() != MAGIC
                    || in.readInt() != VERSION
                    || !in.readUTF().equals(embedder)) {
                return;
            }
            for (int left = in.readInt(); left > 0; left--) {
                String hash = HexFormat.of().formatHex(in.readNBytes(HASH));
                byte[] codes = in.readNBytes(Embedding.DIMENSIONS);
                known.put(hash, Embedding.ofCodes(codes, in.readFloat()));
            }
            long sum = crc.getValue();
            if (in.readLong() != sum) {
                known.clear();
            }
        } catch (IOException | RuntimeException e) {
            known.clear(); // torn or not ours: made again
        }
    }

    private void write() {
        Path fresh = file.resolveSibling(FILE + "." + ProcessHandle.current().pid() + ".new");
        CRC32C crc = new CRC32C();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (DataOutputStream out = new DataOutputStream(
                    new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16), crc))) {
                out.writeInt(MAGIC);
                out.writeInt(VERSION);
                out.writeUTF(embedder);
                out.writeInt(known.size());
                for (Map.Entry<String, Embedding> e : new TreeMap<>(known).entrySet()) {
                    out.write(HexFormat.of().parseHex(e.getKey()));
                    out.write(e.getValue().codes());
                    out.writeFloat(e.getValue().scale());
                }
                out.writeLong(crc.getValue());
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the cache of embeddings cannot be written: " + file, e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
