package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.console.Progress;
import io.exogenesis.omega.lab.console.Terminal;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.ContentSpace;
import io.exogenesis.omega.vector.Embedder;
import io.exogenesis.omega.vector.MiniLmEmbedder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Embeddings of titles, remembered between runs. File: for each text SHA-256 of model name and text (32 bytes), 384 codes,
 * scale float; appended, torn ends are ignored.
 */
public final class TitleVectors {
    private static final String FILE = "title-vectors.bin";

    private TitleVectors() {}

    /** The content of {@code items}, in their order; what {@code directory} does not know yet is embedded and added to it. */
    public static ContentSpace of(List<MediaItem> items, Path directory, Terminal terminal) {
        Path file = directory.resolve(FILE);
        Map<String, Embedding> known = read(file);
        List<MediaItem> missing =
                items.stream().filter(i -> !known.containsKey(key(i))).toList();
        if (!missing.isEmpty()) {
            embed(missing, file, known, terminal);
        }
        return ContentSpace.of(
                items.stream().map(MediaItem::id).toList(),
                items.stream()
                        .map(i -> java.util.Objects.requireNonNull(known.get(key(i))))
                        .toList());
    }

    private static void embed(List<MediaItem> missing, Path file, Map<String, Embedding> known, Terminal terminal) {
        List<Embedding> made = new ArrayList<>();
        try (Embedder embedder = MiniLmEmbedder.load();
                Progress progress = terminal.progress("titles embedded", missing.size())) {
            for (MediaItem item : missing) {
                made.add(Embedding.of(embedder.embed(item.text())));
                progress.step();
            }
        }
        for (int i = 0; i < made.size(); i++) {
            known.put(key(missing.get(i)), made.get(i));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
                for (int i = 0; i < made.size(); i++) {
                    out.write(HexFormat.of().parseHex(key(missing.get(i))));
                    out.write(made.get(i).codes());
                    out.writeFloat(made.get(i).scale());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Embedding> read(Path file) {
        Map<String, Embedding> out = new HashMap<>();
        if (Files.isRegularFile(file)) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                while (true) {
                    String key = HexFormat.of().formatHex(full(in, 32));
                    byte[] codes = full(in, Embedding.DIMENSIONS);
                    out.put(key, Embedding.ofCodes(codes, in.readFloat()));
                }
            } catch (EOFException e) {
                return out; // the end, perhaps of a run that was killed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    private static byte[] full(DataInputStream in, int n) throws IOException {
        byte[] out = new byte[n];
        in.readFully(out);
        return out;
    }

    private static String key(MediaItem item) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest((MiniLmEmbedder.NAME + "\n" + item.text()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
