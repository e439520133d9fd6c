package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.Embedder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the embedding of every title: from the store by the hash of its text, and from the embedder what is missing. What was
 * computed is stored every {@value #BATCH} texts, so a restart goes on where it stopped.
 *
 * <p>One text at a time: batches change the results of the quantised model.
 */
final class EmbeddingJob {
    private static final int BATCH = 200;

    private final CatalogueStore store;
    private final Embedder embedder;
    private final IntConsumer progress;
    private final BooleanSupplier cancelled;

    EmbeddingJob(CatalogueStore store, Embedder embedder, IntConsumer progress, BooleanSupplier cancelled) {
        this.store = store;
        this.embedder = embedder;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /** All titles with their embeddings, in order; empty if it was cancelled. */
    List<CatalogueEntry> embed(List<MediaItem> items) {
        Map<String, String> textByHash = new HashMap<>();
        items.forEach(i -> texts(i).forEach(text -> textByHash.put(hash(text), text)));
        Map<String, Embedding> known = new HashMap<>(store.embeddings(embedder.name(), textByHash.keySet()));
        progress.accept(titles(items, textByHash.size(), known.size()));
        List<String> missing = textByHash.keySet().stream()
                .filter(h -> !known.containsKey(h))
                .sorted()
                .toList();
        for (int from = 0; from < missing.size(); from += BATCH) {
            if (cancelled.getAsBoolean()) {
                return List.of();
            }
            // One text a core at a time; a text is never split, nor joined with another.
            Map<String, Embedding> fresh =
                    missing.subList(from, Math.min(missing.size(), from + BATCH)).parallelStream()
                            .collect(Collectors.toMap(
                                    h -> h,
                                    h -> Embedding.of(embedder.embed(Objects.requireNonNull(textByHash.get(h))))));
            store.saveEmbeddings(embedder.name(), fresh);
            known.putAll(fresh);
            progress.accept(titles(items, textByHash.size(), known.size()));
        }
        List<CatalogueEntry> entries = new ArrayList<>(items.size());
        for (MediaItem item : items) {
            Embedding embedding = Objects.requireNonNull(known.get(hash(item.text())));
            Embedding described = item.description().isEmpty()
                    ? embedding
                    : Objects.requireNonNull(known.get(hash(item.description())));
            entries.add(new CatalogueEntry(item, embedding, described));
        }
        return entries;
    }

    /** In titles, as most titles have two texts: the share of the texts that is known. */
    private static int titles(List<MediaItem> items, int texts, int known) {
        return texts == 0 ? 0 : (int) ((long) known * items.size() / texts);
    }

    /** What is embedded of a title: the text that learning goes by, and the description that searches go by beside it. */
    private static Stream<String> texts(MediaItem item) {
        return Stream.of(item.text(), item.description()).filter(text -> !text.isEmpty());
    }

    /** The hashes of these titles' texts. */
    static Set<String> hashes(List<MediaItem> items) {
        return items.stream()
                .flatMap(EmbeddingJob::texts)
                .map(EmbeddingJob::hash)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** SHA-256 of the text, 64 hex digits. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
