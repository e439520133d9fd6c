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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Catalogues and item models from the messages of a Core, which may be anything. */
public final class ModelDecoding {
    private ModelDecoding() {}

    /** @throws ViewerException if these bytes are no page */
    static CataloguePage page(ByteBuffer bytes) {
        try {
            return CataloguePage.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new ViewerException("the Core's catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws ViewerException if the Core's pages do not make a catalogue */
    public static Catalogue catalogue(long version, List<CataloguePage> pages) {
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
}
