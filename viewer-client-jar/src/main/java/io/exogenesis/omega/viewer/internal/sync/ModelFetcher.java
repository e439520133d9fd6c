package io.exogenesis.omega.viewer.internal.sync;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.models.EncodedModel;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.delta.DeltaException;
import io.exogenesis.omega.wire.v1.CatalogueInfo;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.CatalogueRequest;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Fetches what a pull announced: the catalogue page by page, the item model chunk by chunk. */
final class ModelFetcher {
    private static final System.Logger LOG = System.getLogger(ModelFetcher.class.getName());
    /** More titles than any catalogue of one Core; a Core that goes on beyond is cut off. */
    private static final int MAX_TITLES = 2_000_000;

    private final CoreDialogue core;

    ModelFetcher(CoreDialogue core) {
        this.core = core;
    }

    /** All pages of a version of the catalogue, with as many titles as were announced. */
    List<CataloguePage> catalogue(CatalogueInfo info) {
        if (info.getItems() < 0 || info.getItems() > MAX_TITLES) {
            throw misannounced("at most " + MAX_TITLES, info);
        }
        List<CataloguePage> pages = new ArrayList<>();
        int offset = 0;
        long bytes = 0;
        while (true) {
            CataloguePage page = cataloguePage(info.getVersion(), offset);
            if (page.getVersion() != info.getVersion() || page.getOffset() != offset) {
                throw new TransportException(
                        Kind.BAD_ANSWER, "the Core sent another page of the catalogue than asked for");
            }
            pages.add(page);
            offset += page.getItemsCount();
            bytes += page.getSerializedSize();
            if (bytes > ModelStore.MAX_CATALOGUE_BYTES) {
                throw new ViewerException("the Core's catalogue has more than the " + ModelStore.MAX_CATALOGUE_BYTES
                        + " bytes that are taken");
            }
            if (offset > info.getItems() || page.getLast() && offset < info.getItems()) {
                throw misannounced((page.getLast() ? "" : "at least ") + offset, info);
            }
            if (page.getLast()) {
                return pages;
            }
            if (page.getItemsCount() == 0) {
                throw new TransportException(Kind.BAD_ANSWER, "the Core's catalogue does not end");
            }
        }
    }

    /* Once for a sync: whoever asked again would fetch all of it again. */
    private static ViewerException misannounced(String titles, CatalogueInfo info) {
        return new ViewerException(
                "the Core's catalogue has " + titles + " titles, not the " + info.getItems() + " that it announced");
    }

    private CataloguePage cataloguePage(long version, int offset) {
        ServerFrame answer = ask(ClientFrame.newBuilder()
                .setCatalogue(CatalogueRequest.newBuilder().setVersion(version).setOffset(offset))
                .build());
        if (!answer.hasCatalogue()) {
            throw refused("catalogue", answer);
        }
        return answer.getCatalogue();
    }

    /**
     * The bytes of a version of the item model, checked against what was announced: made of the one that is here and what the Core
     * says that is new, or fetched whole.
     */
    byte[] itemModel(ItemModelInfo info, Optional<EncodedModel> here) {
        if (info.getBytes() < 0 || info.getBytes() > ModelStore.MAX_ITEM_MODEL_BYTES) {
            throw new ViewerException("the Core's item model has " + Long.toUnsignedString(info.getBytes())
                    + " bytes; at most " + ModelStore.MAX_ITEM_MODEL_BYTES + " are taken");
        }
        Optional<EncodedModel> base = here.filter(m -> m.version() != 0 && m.version() != info.getVersion());
        Fetched fetched = fetched(info, base.map(EncodedModel::version).orElse(0L));
        Optional<byte[]> made = fetched.base() == 0
                ? Optional.of(fetched.bytes()).filter(bytes -> isAnnounced(bytes, info))
                : base.flatMap(m -> applied(m.bytes(), fetched.bytes(), info));
        if (made.isEmpty() && fetched.base() != 0) {
            made = Optional.of(fetched(info, 0).bytes()).filter(bytes -> isAnnounced(bytes, info));
        }
        return made.orElseThrow(() -> new TransportException(Kind.BAD_ANSWER, "the Core's item model arrived damaged"));
    }

    /* What does not fit, as where the file here is another Core's of the same number, costs a fetch of the whole. */
    private static Optional<byte[]> applied(byte[] base, byte[] delta, ItemModelInfo info) {
        try {
            return Optional.of(DeltaChain.apply(base, delta, (int) ModelStore.MAX_ITEM_MODEL_BYTES))
                    .filter(bytes -> isAnnounced(bytes, info));
        } catch (DeltaException e) {
            LOG.log(Level.DEBUG, "the item model is fetched whole: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isAnnounced(byte[] bytes, ItemModelInfo info) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return bytes.length == info.getBytes() && (int) crc.getValue() == info.getCrc32C();
    }

    /** @param base version that the bytes are a delta from; 0: they are the model */
    private record Fetched(long base, byte[] bytes) {}

    /** What the Core gives first says what it gives; one that lost its delta on the way begins anew, once. */
    private Fetched fetched(ItemModelInfo info, long wanted) {
        List<ByteString> parts = new ArrayList<>();
        long offset = 0;
        long base = wanted;
        boolean last = false;
        while (!last) {
            ItemModelChunk chunk = chunk(info.getVersion(), offset, base);
            if (base != 0 && chunk.getBaseVersion() == 0) {
                base = 0;
                if (offset > 0) {
                    return fetched(info, 0);
                }
            }
            boolean fits = chunk.getVersion() == info.getVersion()
                    && chunk.getOffset() == offset
                    && chunk.getBaseVersion() == base;
            offset += chunk.getData().size();
            if (!fits || chunk.getData().isEmpty() || offset > info.getBytes()) {
                throw new TransportException(Kind.BAD_ANSWER, "the Core's item model is not what it announced");
            }
            parts.add(chunk.getData());
            last = chunk.getLast();
        }
        return new Fetched(base, ByteString.copyFrom(parts).toByteArray());
    }

    private ItemModelChunk chunk(long version, long offset, long base) {
        ServerFrame answer = ask(ClientFrame.newBuilder()
                .setItemModel(ItemModelRequest.newBuilder()
                        .setVersion(version)
                        .setOffset(offset)
                        .setBaseVersion(base))
                .build());
        if (!answer.hasItemModel()) {
            throw refused("item model", answer);
        }
        return answer.getItemModel();
    }

    private ServerFrame ask(ClientFrame frame) {
        return core.exchange(List.of(frame)).rest().getFirst();
    }

    private static ViewerException refused(String what, ServerFrame answer) {
        return answer.hasRefusal()
                ? new RefusedException(what, answer.getRefusal())
                : new TransportException(Kind.BAD_ANSWER, "the Core answered something else than the " + what);
    }
}
