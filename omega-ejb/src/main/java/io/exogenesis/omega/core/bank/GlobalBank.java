package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.vector.index.Filter;
import io.exogenesis.omega.vector.index.IndexFields;
import io.exogenesis.omega.vector.index.VectorIndex;
import io.exogenesis.omega.vector.index.VectorIndexException;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.delta.DeltaException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bank in memory. Reading never waits for the database or a round; the index may show a commit some milliseconds after
 * the contents do.
 */
@Singleton
public class GlobalBank {
    /** Longest text of a search, in characters. */
    public static final int MAX_QUERY = 300;

    private static final System.Logger LOG = System.getLogger(GlobalBank.class.getName());
    private static final String TASK = "task";
    private static final String GENRE = "genre";
    private static final String QUALITY = "quality";

    private final BankStore store;
    private final BlobStore blobs;
    private final Catalogue catalogue;
    private final EmbedderRoom embedders;
    private final Supplier<VectorIndex> indexes;
    /** Held by whoever changes contents or index, so that the two are compared only where they belong together. */
    private final ReentrantLock changes = new ReentrantLock();

    private volatile VectorIndex index;
    private volatile @Nullable BankContents contents;
    private volatile @Nullable EncodedItemModel itemModel;
    private volatile @Nullable EncodedItemModel previousItemModel;

    @Inject
    public GlobalBank(BankStore store, BlobStore blobs, Catalogue catalogue, EmbedderRoom embedders) {
        this(store, blobs, catalogue, embedders, VectorIndex::inMemory);
    }

    /** @param indexes makes an empty index: at the beginning, and whenever one is built anew */
    public GlobalBank(
            BankStore store,
            BlobStore blobs,
            Catalogue catalogue,
            EmbedderRoom embedders,
            Supplier<VectorIndex> indexes) {
        this.store = store;
        this.blobs = blobs;
        this.catalogue = catalogue;
        this.embedders = embedders;
        this.indexes = indexes;
        this.index = indexes.get();
    }

    /** Reads the newest version from the store and builds the index. Returns the head it belongs to. */
    public BankHead load() {
        return changing(() -> {
            BankHead head = store.head();
            BankContents loaded =
                    new BankContents(head.version(), store.patterns(), store.removals(), head.forgotten());
            contents = loaded;
            replaceIndex(loaded);
            itemModel = head.itemModel() == 0 ? null : storedItemModel(head.itemModel());
            return head;
        });
    }

    /** A Core starts without one that is damaged: a round can make another. */
    private @Nullable EncodedItemModel storedItemModel(long version) {
        try {
            return new EncodedItemModel(version, blobs.read(BankHead.itemModelBlob(version)), storedChain(version));
        } catch (CoreException e) {
            LOG.log(Level.ERROR, "there is no item model until it is computed anew: {0}", e.getMessage());
            return null;
        }
    }

    /** Viewers take the whole model where there is none. */
    private DeltaChain storedChain(long version) {
        try {
            return DeltaChain.of(blobs.read(BankHead.itemModelChainBlob(version)));
        } catch (CoreException | DeltaException e) {
            LOG.log(Level.DEBUG, "item model {0} is given whole: {1}", version, e.getMessage());
            return DeltaChain.NONE;
        }
    }

    /** Reads the item model again, if the stored one is whole. */
    public void reloadItemModel(long version) {
        changing(() -> {
            itemModel = storedItemModel(version);
            return true;
        });
    }

    /** Takes a committed round. Only the round's thread calls it. */
    public void advance(BankCommit commit, Optional<EncodedItemModel> newModel) {
        changing(() -> {
            contents = contents().after(commit);
            commit.upserts().forEach(p -> index(index, p));
            commit.removedIds().forEach(id -> index.delete(id.value()));
            index.refresh();
            newModel.ifPresent(m -> {
                previousItemModel = itemModel;
                itemModel = m;
            });
            return true;
        });
    }

    private <T> T changing(Supplier<T> work) {
        changes.lock();
        try {
            return work.get();
        } finally {
            changes.unlock();
        }
    }

    /** Builds the index anew from the patterns in memory. Searches use the old one until the new one is complete. */
    public int rebuildIndex() {
        return changing(() -> {
            BankContents now = contents();
            replaceIndex(now);
            return now.patterns().size();
        });
    }

    private void replaceIndex(BankContents of) {
        VectorIndex fresh = indexes.get();
        of.patterns().forEach(p -> index(fresh, p));
        fresh.refresh();
        VectorIndex old = index;
        index = fresh;
        try {
            old.close();
        } catch (VectorIndexException e) {
            LOG.log(Level.DEBUG, "the former index could not be closed", e);
        }
    }

    /**
     * Asks the index for some patterns of the bank and compares what it answers with what the bank holds. Costs as much as so many
     * searches; changes nothing and waits for nothing.
     *
     * @param first place of the first pattern to ask for; places go on from 0 behind the last
     * @param many patterns to ask for, at least 1
     * @return one sentence about what is wrong; empty if all is well, or while a commit is on its way
     */
    public Optional<String> indexTrouble(int first, int many) {
        if (!changes.tryLock()) {
            return Optional.empty();
        }
        try {
            BankContents now = contents;
            return now == null ? Optional.empty() : new IndexProbe(index, now.patterns()).trouble(first, many);
        } finally {
            changes.unlock();
        }
    }

    private static void index(VectorIndex index, ConsolidatedPattern p) {
        index.upsert(
                p.id().value(),
                p.embedding(),
                IndexFields.NONE
                        .withTerm(TASK, p.taskType().name())
                        .withTerms(
                                GENRE,
                                p.context().genres().stream()
                                        .map(g -> g.toLowerCase(Locale.ROOT))
                                        .toList())
                        .withNumber(QUALITY, p.successRate()));
    }

    /** The newest version. */
    public BankContents contents() {
        BankContents now = contents;
        if (now == null) {
            throw new RefusedException(Refusal.Code.UNAVAILABLE, "the Core is starting", Duration.ofSeconds(2));
        }
        return now;
    }

    /** Patterns in the bank; 0 before it was loaded. */
    public int size() {
        BankContents now = contents;
        return now == null ? 0 : now.patterns().size();
    }

    /** Entries in the index less patterns in the bank: 0, or the index is wrong. Waits for a commit on its way. */
    public int indexSurplus() {
        return changing(() -> index.size() - size());
    }

    public Optional<ConsolidatedPattern> pattern(PatternId id) {
        return contents().pattern(id);
    }

    /** The newest item model. */
    public Optional<EncodedItemModel> itemModel() {
        return Optional.ofNullable(itemModel);
    }

    /** The newest item model or the one before, which viewers may be in the middle of fetching. */
    public Optional<EncodedItemModel> itemModel(long version) {
        EncodedItemModel now = itemModel;
        EncodedItemModel before = previousItemModel;
        if (now != null && now.version() == version) {
            return Optional.of(now);
        }
        return before != null && before.version() == version ? Optional.of(before) : Optional.empty();
    }

    /** A page of the bank, in the order of {@link PatternPlace}. */
    public Page page(int offset, int limit, PatternFilter filter) {
        BankContents now = contents();
        List<ConsolidatedPattern> matching = matching(now, filter);
        return Page.of(now.version(), matching, Math.clamp(offset, 0, matching.size()), limit);
    }

    /** The page behind a place, whatever changed since that was given. */
    public Page page(PatternPlace after, int limit, PatternFilter filter) {
        BankContents now = contents();
        List<ConsolidatedPattern> matching = matching(now, filter);
        int before = (int) matching.stream()
                .takeWhile(p -> PatternPlace.of(p).compareTo(after) <= 0)
                .count();
        return Page.of(now.version(), matching, before, limit);
    }

    private static List<ConsolidatedPattern> matching(BankContents now, PatternFilter filter) {
        return now.patterns().stream().filter(filter::matches).toList();
    }

    /**
     * The patterns nearest in meaning to a text.
     *
     * @throws RefusedException {@code UNAVAILABLE} before the catalogue is embedded, {@code MALFORMED} for a blank or too long
     *     text
     */
    public List<Found> search(String text, int k, PatternFilter filter) {
        if (text.isBlank() || text.length() > MAX_QUERY) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "a search has 1 to " + MAX_QUERY + " characters of text");
        }
        PublishedCatalogue space = catalogue
                .published()
                .orElseThrow(() -> new RefusedException(
                        Refusal.Code.UNAVAILABLE, "the catalogue is not embedded yet", Duration.ofSeconds(5)));
        try {
            // A pattern is a mean of titles: the text is compared with it as the titles that fit the text best.
            float[] taste = space.search().find(text, embedders.get()).taste();
            return search(Embedding.of(taste), k, filter);
        } catch (EmbedderUnavailableException e) {
            throw new RefusedException(Refusal.Code.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** The patterns nearest to a centred embedding. */
    public List<Found> search(Embedding centred, int k, PatternFilter filter) {
        BankContents now = contents();
        List<Found> found = new ArrayList<>();
        for (VectorIndex.Hit hit : index.search(centred, Math.clamp(k, 1, 1000), indexFilter(filter))) {
            now.pattern(new PatternId(hit.id())).ifPresent(p -> found.add(new Found(p, hit.cosine())));
        }
        return found;
    }

    private static Filter indexFilter(PatternFilter filter) {
        List<Filter> parts = new ArrayList<>();
        filter.taskType().ifPresent(t -> parts.add(Filter.term(TASK, t.name())));
        if (filter.genre().isPresent()) {
            parts.add(Filter.term(GENRE, filter.genreTerm()));
        }
        if (filter.minQuality() > 0) {
            parts.add(Filter.atLeast(QUALITY, filter.minQuality()));
        }
        return parts.isEmpty() ? Filter.all() : Filter.and(parts.toArray(Filter[]::new));
    }

    @PreDestroy
    void close() {
        index.close();
    }

    /**
     * One page.
     *
     * @param total of all that match
     * @param next the place behind which the next page begins; empty on the last one
     */
    public record Page(
            BankVersion version, int total, List<ConsolidatedPattern> patterns, Optional<PatternPlace> next) {
        public Page {
            patterns = List.copyOf(patterns);
        }

        private static Page of(BankVersion version, List<ConsolidatedPattern> all, int from, int limit) {
            int to = Math.clamp((long) from + limit, from, all.size());
            return new Page(
                    version,
                    all.size(),
                    all.subList(from, to),
                    to == all.size() || to == from ? Optional.empty() : Optional.of(PatternPlace.of(all.get(to - 1))));
        }
    }

    /** A pattern and its cosine with the query. */
    public record Found(ConsolidatedPattern pattern, float cosine) {}
}
