package io.exogenesis.omega.core.distribute;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.config.BankSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.BankSigner;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.BankState;
import io.exogenesis.omega.wire.v1.CatalogueInfo;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.CatalogueRequest;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Cuts what the Core knows into answers that fit into a frame. */
@Singleton
public class PatternDistribution {
    /** The contract's limit of a chunk. */
    static final int CHUNK_BYTES = 512 << 10;
    /** Half a frame: a page must fit with the mean, however long the titles are. */
    static final int PAGE_BYTES = 512 << 10;

    private final BankSettings settings;
    private final GlobalBank bank;
    private final Catalogue catalogue;
    private final VersionAge age;
    private final CoreMetrics metrics;
    private final DistributionBudget budget;
    private final SharedPages pages;

    @Inject
    public PatternDistribution(
            CoreSettings settings,
            GlobalBank bank,
            Catalogue catalogue,
            VersionAge age,
            DistributionBudget budget,
            CoreMetrics metrics,
            BankSigner signer) {
        this.budget = budget;
        this.age = age;
        this.metrics = metrics;
        this.settings = settings.bank();
        this.bank = bank;
        this.catalogue = catalogue;
        this.pages = new SharedPages(catalogue::model, signer);
    }

    /**
     * One page of the way from {@code since}, of what the filter lets through; {@code max} 0 means the Core's page size, more than
     * that is not given. While as much is sent as may be, a reader of a whole version is told that there is nothing new.
     */
    public DeltaPage changes(BankVersion since, int max, PullFilter filter) {
        int size = max <= 0 ? settings.pageSize() : Math.min(max, settings.pageSize());
        DeltaPage page = pages.of(bank.contents(), new SharedPages.Key(since, size, filter));
        if (!page.brings()) {
            return page;
        }
        // who has no bank yet, or is on the way from one version to another, is brought to its end
        boolean canWait = since.bankId().equals(version().bankId());
        int bytes = page.wire().getSerializedSize();
        if (!canWait) {
            budget.sentAnyway(bytes);
        } else if (budget.hasRoom()) {
            budget.sent(bytes);
        } else {
            metrics.count(Metric.PULLS_DEFERRED, "", 1);
            return DeltaPage.nothingNew(since);
        }
        metrics.count(Metric.PATTERNS_SENT, "", page.delta().upserts().size());
        return page;
    }

    /** Whether a reader with this version would be given another now. */
    public boolean hasNewsFor(BankVersion since) {
        return !since.equals(version()) && budget.hasRoom();
    }

    /** Pages of changes that were made so far, whoever was sent them. */
    public long pagesMade() {
        return pages.made();
    }

    /** What the bank is now. */
    public BankState state() {
        return pages.state(bank.contents());
    }

    /** The bank's newest version. */
    public BankVersion version() {
        return bank.contents().version();
    }

    /**
     * The viewer has been given this page.
     *
     * @param before the version that it was known to have
     */
    public void given(BankDelta delta, Optional<BankVersion> before) {
        boolean followed = before.filter(delta.since()::equals).isPresent();
        if (followed && !delta.more() && !delta.upTo().equals(delta.since())) {
            age.pulled(delta);
        }
    }

    /** The newest item model, if there is one. */
    public Optional<ItemModelInfo> itemModel() {
        return bank.itemModel()
                .map(m -> ItemModelInfo.newBuilder()
                        .setVersion(m.version())
                        .setBytes(m.bytes().length)
                        .setCrc32C(m.crc32c())
                        .build());
    }

    /** The newest complete catalogue, if there is one. */
    public Optional<CatalogueInfo> catalogue() {
        return catalogue
                .published()
                .map(c -> CatalogueInfo.newBuilder()
                        .setVersion(c.version())
                        .setItems(c.entries().size())
                        .setEmbeddingModel(WireCodec.modelName(c.model()))
                        .build());
    }

    /**
     * Of the delta from the version that the viewer has, if there is one, else of the model.
     *
     * @throws RefusedException {@code NOT_FOUND} for another version, {@code MALFORMED} for an offset behind the end
     */
    public ItemModelChunk chunk(ItemModelRequest request) {
        EncodedItemModel model = bank.itemModel(request.getVersion())
                .orElseThrow(() -> new RefusedException(
                        Refusal.Code.NOT_FOUND,
                        "there is no item model of version " + Long.toUnsignedString(request.getVersion())));
        int from = request.getBaseVersion() == 0 ? -1 : model.chain().from(request.getBaseVersion());
        byte[] bytes = from < 0 ? model.bytes() : model.chain().bytes();
        int begin = Math.max(from, 0);
        if (request.getOffset() < 0 || request.getOffset() >= bytes.length - begin) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "the item model has " + (bytes.length - begin) + " bytes, no offset "
                            + Long.toUnsignedString(request.getOffset()));
        }
        int offset = begin + (int) request.getOffset();
        int length = Math.min(CHUNK_BYTES, bytes.length - offset);
        return ItemModelChunk.newBuilder()
                .setVersion(model.version())
                .setOffset(request.getOffset())
                .setBaseVersion(from < 0 ? 0 : request.getBaseVersion())
                .setData(ByteString.copyFrom(bytes, offset, length))
                .setLast(offset + length == bytes.length)
                .build();
    }

    /** @throws RefusedException {@code NOT_FOUND} for an older version, {@code UNAVAILABLE} while there is none */
    public CataloguePage page(CatalogueRequest request) {
        PublishedCatalogue now = catalogue
                .published()
                .orElseThrow(() -> new RefusedException(
                        Refusal.Code.UNAVAILABLE,
                        "the catalogue is not embedded yet",
                        java.time.Duration.ofSeconds(5)));
        if (request.getVersion() != 0 && request.getVersion() != now.version()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "the catalogue is at version " + now.version() + " now");
        }
        List<CatalogueEntry> entries = now.entries();
        int offset = request.getOffset();
        if (offset < 0 || offset > entries.size()) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "the catalogue has " + entries.size() + " titles, no offset " + Integer.toUnsignedString(offset));
        }
        CataloguePage.Builder page = CataloguePage.newBuilder()
                .setVersion(now.version())
                .setOffset(offset)
                .setEmbeddingModel(WireCodec.modelName(now.model()));
        int bytes = 0;
        int next = offset;
        while (next < entries.size() && bytes < PAGE_BYTES) {
            CatalogueItem item = WireCodec.toWire(entries.get(next++));
            page.addItems(item);
            bytes += item.getSerializedSize() + 4;
        }
        if (next == entries.size()) {
            page.setLast(true);
            for (float m : now.space().mean()) {
                page.addMean(m);
            }
        }
        return page.build();
    }
}
