package io.exogenesis.omega.viewer.internal.models;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.models.ModelFiles.Key;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Catalogues and item models on disk, a catalogue also in the form in which it is used. Thread-safe. */
final class KeptModels {
    static final String CATALOGUE = "catalogue";
    static final String ITEM_MODEL = "items";
    /** {@link ReadyCatalogue}. */
    private static final String READY = "ready";

    private final ModelFiles files;
    /** The files as they were when they were written or read whole. */
    private final Map<Key, ModelFiles.Stamp> stamps = new ConcurrentHashMap<>();

    KeptModels(Path directory) {
        this.files = new ModelFiles(directory);
    }

    /** The catalogue or item model; empty if it is not here, damaged, or of a form that is not understood any more. */
    Optional<Object> read(Key key) {
        try {
            stamp(key); // before it is read: what changes meanwhile is noticed
            return key.kind().equals(CATALOGUE)
                    ? ready(key).or(() -> unready(key)).map(Object.class::cast)
                    : files.read(key).map(ModelDecoding::itemModel);
        } catch (ViewerException e) {
            return Optional.empty();
        }
    }

    /** The catalogue as it is used, if it was made of the very file that lies beside it. */
    private Optional<Catalogue> ready(Key key) {
        return files.checksum(key)
                .flatMap(source -> files.read(readyKey(key))
                        .flatMap(bytes -> ReadyCatalogue.decoded(bytes, source, key.version())));
    }

    /** The catalogue as it came; the next start finds it ready. */
    private Optional<Catalogue> unready(Key key) {
        return files.read(key)
                .map(ModelDecoding::page)
                .filter(page -> page.getVersion() == key.version())
                .map(page -> {
                    Catalogue made = ModelDecoding.catalogue(key.version(), List.of(page));
                    keepReady(key, made);
                    return made;
                });
    }

    private void keepReady(Key key, Catalogue made) {
        files.checksum(key)
                .flatMap(source -> ReadyCatalogue.encoded(made, source))
                .ifPresent(bytes -> files.write(readyKey(key), bytes, false));
    }

    private static Key readyKey(Key catalogue) {
        return new Key(READY, catalogue.bankId(), catalogue.version());
    }

    /** @throws ViewerException if the pages do not make a catalogue */
    Catalogue keep(Key key, List<CataloguePage> pages) {
        Catalogue made = ModelDecoding.catalogue(key.version(), pages);
        CataloguePage.Builder whole = CataloguePage.newBuilder()
                .setVersion(key.version())
                .setLast(true)
                .setEmbeddingModel(WireCodec.modelName(made.model()));
        pages.forEach(p -> whole.addAllItems(p.getItemsList()).addAllMean(p.getMeanList()));
        write(key, whole.build().toByteArray());
        keepReady(key, made);
        return made;
    }

    /** @throws ViewerException if these bytes are no item model */
    ItemModel keep(Key key, byte[] bytes) {
        ItemModel made = ModelDecoding.itemModel(ByteBuffer.wrap(bytes));
        write(key, bytes);
        return made;
    }

    private void write(Key key, byte[] bytes) {
        files.write(key, bytes, true);
        stamp(key);
    }

    private void stamp(Key key) {
        stamps.put(key, files.stamp(key));
    }

    /** Whether the file is as it was when it was written or read here. */
    boolean isAsLeft(Key key) {
        return files.stamp(key).equals(stamps.get(key));
    }

    /** Whether the file ends with this checksum; true if there is none, as where the disk was full. */
    boolean mayBe(Key key, int crc32c) {
        return ModelFiles.Stamp.NONE.equals(stamps.get(key))
                || files.checksum(key).filter(crc -> crc == crc32c).isPresent();
    }

    /** The key is of no interest any more; its file stays until {@link #prune}. */
    void forget(Key key) {
        stamps.remove(key);
    }

    /** The highest version kept of this kind and bank, as it came; empty if there is none that is whole. */
    Optional<EncodedModel> newestBytes(Key key) {
        return newest(key)
                .flatMap(version -> files.read(new Key(key.kind(), key.bankId(), version))
                        .map(content -> {
                            byte[] bytes = new byte[content.remaining()];
                            content.get(bytes);
                            return new EncodedModel(version, bytes);
                        }));
    }

    /** The highest version kept of this kind and bank. */
    Optional<Long> newest(Key key) {
        return files.newest(key.kind(), key.bankId());
    }

    /** What was written last of a kind. */
    Optional<Key> latest(String kind) {
        return files.latest(kind);
    }

    /** Removes files that nobody needs: see {@link ModelFiles#prune}. */
    void prune(Set<String> used, String latest) {
        files.prune(used, latest);
    }
}
