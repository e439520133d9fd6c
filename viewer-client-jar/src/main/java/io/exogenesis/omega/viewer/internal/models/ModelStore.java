package io.exogenesis.omega.viewer.internal.models;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Catalogues and item models of this process, by (bank, version): fetched once, whoever asks first, and shared. Thread-safe.
 *
 * <p>Agents hold on to what they use; here only the newest {@value #KEPT} versions of a bank stay.
 */
public final class ModelStore {
    private static final int KEPT = 2;
    private static final String CATALOGUE = "catalogue";
    /** {@link ReadyCatalogue}; no prefix of another kind. */
    private static final String READY = "ready";

    private static final String ITEM_MODEL = "items";
    /** An item model of 100,000 titles at full rank; more is not taken. */
    public static final long MAX_ITEM_MODEL_BYTES = 256L << 20;

    private final ModelFiles files;
    private final Map<Key, CompletableFuture<Object>> loaded = new ConcurrentHashMap<>();
    private volatile Optional<Catalogue> hosts = Optional.empty();

    private record Key(String kind, String bankId, long version) {}

    public ModelStore(Path directory) {
        files = new ModelFiles(directory);
    }

    /** A catalogue that the host gave; agents use it until they hear of a Core's. */
    public void useHostCatalogue(Catalogue catalogue) {
        hosts = Optional.of(catalogue);
    }

    public Optional<Catalogue> hostCatalogue() {
        return hosts;
    }

    /** The catalogue, from memory, from disk, or by {@code fetch}. Waits if another agent is fetching it. */
    public Catalogue catalogue(String bankId, long version, Supplier<List<CataloguePage>> fetch) {
        Key key = new Key(CATALOGUE, bankId, version);
        return (Catalogue) surely(key, () -> {
            Optional<Object> kept = kept(key);
            if (kept.isPresent()) {
                return kept.get();
            }
            List<CataloguePage> pages = fetch.get();
            Catalogue made = catalogue(version, pages);
            CataloguePage.Builder whole =
                    CataloguePage.newBuilder().setVersion(version).setLast(true);
            whole.setEmbeddingModel(WireCodec.modelName(made.model()));
            pages.forEach(p -> whole.addAllItems(p.getItemsList()));
            pages.forEach(p -> whole.addAllMean(p.getMeanList()));
            files.write(CATALOGUE, bankId, version, whole.build().toByteArray());
            keepReady(key, made);
            return made;
        });
    }

    /** The item model, from memory, from disk, or by {@code fetch}. Waits if another agent is fetching it. */
    public ItemModel itemModel(String bankId, long version, Supplier<byte[]> fetch) {
        Key key = new Key(ITEM_MODEL, bankId, version);
        return (ItemModel) surely(key, () -> {
            Optional<Object> kept = kept(key);
            if (kept.isPresent()) {
                return kept.get();
            }
            byte[] bytes = fetch.get();
            ItemModel made = itemModel(ByteBuffer.wrap(bytes));
            files.write(ITEM_MODEL, bankId, version, bytes);
            return made;
        });
    }

    /** The catalogue without a network: this version, or the newest of the bank that is kept here. */
    public Optional<Catalogue> keptCatalogue(String bankId, long version) {
        return offline(CATALOGUE, bankId, version).map(Catalogue.class::cast);
    }

    /** The item model without a network: this version, or the newest of the bank that is kept here. */
    public Optional<ItemModel> keptItemModel(String bankId, long version) {
        return offline(ITEM_MODEL, bankId, version).map(ItemModel.class::cast);
    }

    /**
     * Loads what was kept last of any bank, beside what the caller goes on doing. A guess at what will be asked for: whoever asks
     * for it joins, whoever asks for something else pays for the wrong guess with a busier processor.
     *
     * @param both told when there is an item model and a catalogue, on a thread of its own
     */
    public void readAhead(BiConsumer<ItemModel, Catalogue> both) {
        CompletableFuture<Optional<Object>> catalogue = ahead(CATALOGUE);
        ahead(ITEM_MODEL)
                .thenAcceptBoth(
                        catalogue,
                        (m, c) -> m.ifPresent(
                                model -> c.ifPresent(titles -> both.accept((ItemModel) model, (Catalogue) titles))));
    }

    /* What goes wrong is told to who asks for it. */
    private CompletableFuture<Optional<Object>> ahead(String kind) {
        return CompletableFuture.supplyAsync(
                () -> files.latest(kind).flatMap(latest -> offline(kind, latest.bankId(), latest.version())),
                Thread::startVirtualThread);
    }

    private Optional<Object> offline(String kind, String bankId, long version) {
        if (version == 0) {
            return Optional.empty();
        }
        Key key = new Key(kind, bankId, version);
        try {
            return Optional.of(once(key, () -> kept(key).orElseThrow(NotKeptException::new)));
        } catch (NotKeptException e) {
            return files.newest(kind, bankId)
                    .filter(newest -> newest != version)
                    .flatMap(newest -> offline(kind, bankId, newest));
        }
    }

    private Optional<Object> kept(Key key) {
        try {
            return key.kind().equals(CATALOGUE)
                    ? ready(key).or(() -> unready(key)).map(Object.class::cast)
                    : files.read(ITEM_MODEL, key.bankId(), key.version()).map(ModelStore::itemModel);
        } catch (ViewerException e) {
            // whole, but of a form that is not understood any more
            return Optional.empty();
        }
    }

    /** The catalogue as it is used, if it was made of the very file that lies beside it. */
    private Optional<Catalogue> ready(Key key) {
        return files.checksum(CATALOGUE, key.bankId(), key.version())
                .flatMap(source -> files.read(READY, key.bankId(), key.version())
                        .flatMap(bytes -> ReadyCatalogue.decoded(bytes, source, key.version())));
    }

    /** The catalogue as it came; the next start finds it ready. */
    private Optional<Catalogue> unready(Key key) {
        return files.read(CATALOGUE, key.bankId(), key.version()).map(bytes -> {
            Catalogue made = catalogue(key.version(), List.of(page(bytes)));
            keepReady(key, made);
            return made;
        });
    }

    private void keepReady(Key key, Catalogue made) {
        files.checksum(CATALOGUE, key.bankId(), key.version())
                .flatMap(source -> ReadyCatalogue.encoded(made, source))
                .ifPresent(bytes -> files.writeLightly(READY, key.bankId(), key.version(), bytes));
    }

    private static CataloguePage page(ByteBuffer bytes) {
        try {
            return CataloguePage.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new ViewerException("the Core's catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    private Object surely(Key key, Supplier<Object> load) {
        while (true) {
            try {
                return once(key, load);
            } catch (NotKeptException e) {
                // joined an agent that only looked on the disk; now it is our turn to fetch
                Thread.onSpinWait();
            }
        }
    }

    /** Runs {@code load} for a key once at a time; what it gave is kept, what it threw is forgotten. */
    private Object once(Key key, Supplier<Object> load) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> first = loaded.putIfAbsent(key, mine);
        if (first != null) {
            try {
                return first.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        try {
            Object made = load.get();
            mine.complete(made);
            forgetOlderThan(key);
            return made;
        } catch (RuntimeException | Error e) {
            loaded.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private void forgetOlderThan(Key key) {
        List<Key> same = loaded.keySet().stream()
                .filter(k -> k.kind().equals(key.kind()) && k.bankId().equals(key.bankId()))
                .sorted((a, b) -> Long.compare(b.version(), a.version()))
                .toList();
        same.stream().skip(KEPT).filter(k -> !k.equals(key)).forEach(loaded::remove);
    }

    /** @throws ViewerException if the Core's pages do not make a catalogue */
    static Catalogue catalogue(long version, List<CataloguePage> pages) {
        List<MediaItem> items = new ArrayList<>();
        List<CatalogueEntry> entries = new ArrayList<>();
        List<Float> mean = new ArrayList<>();
        Set<EmbeddingModel> models = new HashSet<>();
        try {
            for (CataloguePage page : pages) {
                models.add(WireCodec.model(page.getEmbeddingModel()));
                mean.addAll(page.getMeanList());
                for (var wire : page.getItemsList()) {
                    CatalogueEntry entry = WireCodec.fromWire(wire);
                    items.add(entry.item());
                    entries.add(entry);
                }
            }
        } catch (MalformedMessageException e) {
            throw new ViewerException("the Core's catalogue cannot be read: " + e.getMessage(), e);
        }
        List<MediaId> ids = items.stream().map(MediaItem::id).toList();
        Set<MediaId> distinct = new HashSet<>(ids);
        if (mean.size() != Embedding.DIMENSIONS || distinct.size() != ids.size() || models.size() != 1) {
            throw new ViewerException("the Core's catalogue cannot be used: " + ids.size() + " titles, "
                    + distinct.size() + " of them distinct, a mean of " + mean.size() + " values, and vectors of "
                    + models.size() + " embedding models");
        }
        float[] centre = new float[mean.size()];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = mean.get(i);
        }
        try {
            List<Embedding> embeddings =
                    entries.stream().map(CatalogueEntry::embedding).toList();
            ContentSpace content = ContentSpace.of(ids, embeddings, centre);
            return new Catalogue(version, models.iterator().next(), items, content, SearchSpace.of(content, entries));
        } catch (IllegalArgumentException e) {
            throw new ViewerException("the Core's catalogue cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * @param bytes must not change while this runs: the message reads its codes from there instead of copying them
     * @throws ViewerException if these bytes are no item model
     */
    static ItemModel itemModel(ByteBuffer bytes) {
        try {
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            in.enableAliasing(true);
            return ItemModel.fromWire(io.exogenesis.omega.wire.v1.ItemModel.parseFrom(in));
        } catch (IOException | LearningException e) {
            throw new ViewerException("the Core's item model cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class NotKeptException extends ViewerException {
        private static final long serialVersionUID = 1L;

        NotKeptException() {
            super("not kept here");
        }
    }
}
