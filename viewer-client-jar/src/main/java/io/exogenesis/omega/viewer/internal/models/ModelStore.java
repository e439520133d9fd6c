package io.exogenesis.omega.viewer.internal.models;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.models.ModelFiles.Key;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Catalogues and item models of this process, by (bank, version): fetched once, whoever asks first, and shared. Thread-safe.
 *
 * <p>Agents hold on to what they use; here only the newest {@value #KEPT} versions of a bank stay.
 */
public final class ModelStore {
    private static final int KEPT = 2;
    /** An item model of 100,000 titles at full rank; more is not taken. */
    public static final long MAX_ITEM_MODEL_BYTES = 256L << 20;

    /** A catalogue of 100,000 titles with descriptions of a kilobyte and two embeddings; more is not taken. */
    public static final long MAX_CATALOGUE_BYTES = 256L << 20;

    /** Stands for the bank of the catalogue that the host gave; no Core's bank may be called so. */
    public static final String HOST = "host-catalogue";

    private final KeptModels kept;
    private final Map<Key, CompletableFuture<Object>> loaded = new ConcurrentHashMap<>();
    /** What was looked for here in vain: of interest again when it has been fetched. */
    private final Set<Key> missed = ConcurrentHashMap.newKeySet();

    private final AtomicLong repairs = new AtomicLong();
    /** The banks that agents of this process use. */
    private final Map<Object, String> users = new ConcurrentHashMap<>();

    private volatile Optional<Catalogue> hosts = Optional.empty();

    public ModelStore(Path directory) {
        kept = new KeptModels(directory);
    }

    /** A catalogue that the host gave; agents use it until they hear of a Core's. */
    public void useHostCatalogue(Catalogue catalogue) {
        hosts = Optional.of(catalogue);
    }

    public Optional<Catalogue> hostCatalogue() {
        return hosts;
    }

    /** The catalogue, from memory, from disk, or by {@code make}: of which nothing else is known. */
    public Catalogue catalogue(String bankId, long version, Supplier<List<CataloguePage>> make) {
        Key key = new Key(KeptModels.CATALOGUE, bankId, version);
        return (Catalogue) get(key, any -> true, () -> kept.keep(key, make.get()));
    }

    /**
     * The catalogue, from memory, from disk, or by {@code fetch}; a file that is gone, damaged or another one than the Core announced
     * is fetched again, too. Waits if another agent is fetching it, and can be interrupted then.
     *
     * @param items titles that the Core announced
     */
    public Catalogue catalogue(String bankId, long version, int items, Supplier<List<CataloguePage>> fetch) {
        Key key = new Key(KeptModels.CATALOGUE, bankId, version);
        return (Catalogue) get(key, c -> ((Catalogue) c).size() == items, () -> kept.keep(key, fetch.get()));
    }

    /** The item model, from memory, from disk, or by {@code make}: of which nothing else is known. */
    public ItemModel itemModel(String bankId, long version, Supplier<byte[]> make) {
        Key key = new Key(KeptModels.ITEM_MODEL, bankId, version);
        return (ItemModel) get(key, any -> true, () -> kept.keep(key, make.get()));
    }

    /**
     * The item model; as {@link #catalogue}.
     *
     * @param crc32c of its bytes, as the Core announced it
     */
    public ItemModel itemModel(String bankId, long version, int crc32c, Supplier<byte[]> fetch) {
        Key key = new Key(KeptModels.ITEM_MODEL, bankId, version);
        return (ItemModel) get(key, m -> kept.mayBe(key, crc32c), () -> kept.keep(key, fetch.get()));
    }

    /** The newest item model that is kept of a bank, as it came: what a delta leads on from. */
    public Optional<EncodedModel> keptBytes(String bankId) {
        return kept.newestBytes(new Key(KeptModels.ITEM_MODEL, bankId, 0));
    }

    private Object get(Key key, Predicate<Object> wanted, Supplier<Object> fetch) {
        forgetUnless(key, wanted);
        return surely(
                key,
                () -> kept.read(key).filter(wanted).orElseGet(() -> {
                    Object made = fetch.get();
                    kept.prune(inUse(), key.bankId());
                    return made;
                }));
    }

    /** Drops what is in memory if its file is not as it was left, or if it is not {@code wanted}: then it is read or fetched again. */
    private void forgetUnless(Key key, Predicate<Object> wanted) {
        CompletableFuture<Object> there = loaded.get(key);
        if (there == null || !there.isDone() || there.isCompletedExceptionally()) {
            return;
        }
        if (!(kept.isAsLeft(key) && wanted.test(there.join())) && loaded.remove(key, there)) {
            missed.add(key);
        }
    }

    /** How often something that had been looked for in vain, or was wrong, came back: then it is worth looking again. */
    public long repairs() {
        return repairs.get();
    }

    /** Whether these very versions can be used; 0 stands for none. */
    public boolean holds(String bankId, long catalogue, long itemModel) {
        return (catalogue == 0 || loaded.containsKey(new Key(KeptModels.CATALOGUE, bankId, catalogue)))
                && (itemModel == 0 || loaded.containsKey(new Key(KeptModels.ITEM_MODEL, bankId, itemModel)));
    }

    /** An agent uses the files of a bank: they stay. */
    public void used(Object agent, String bankId) {
        users.put(agent, bankId);
    }

    public void released(Object agent) {
        users.remove(agent);
    }

    private Set<String> inUse() {
        Set<String> banks = new HashSet<>(users.values());
        banks.add(HOST);
        return banks;
    }

    /** The catalogue without a network: this version, or the newest of the bank that is kept here. */
    public Optional<Catalogue> keptCatalogue(String bankId, long version) {
        return offline(new Key(KeptModels.CATALOGUE, bankId, version)).map(Catalogue.class::cast);
    }

    /** The item model without a network: this version, or the newest of the bank that is kept here. */
    public Optional<ItemModel> keptItemModel(String bankId, long version) {
        return offline(new Key(KeptModels.ITEM_MODEL, bankId, version)).map(ItemModel.class::cast);
    }

    /**
     * Loads what was kept last of any bank, beside what the caller goes on doing. A guess at what will be asked for: whoever asks
     * for it joins, whoever asks for something else pays for the wrong guess with a busier processor.
     *
     * @param both told when there is an item model and a catalogue, on a thread of its own
     */
    public void readAhead(BiConsumer<ItemModel, Catalogue> both) {
        CompletableFuture<Optional<Object>> catalogue = ahead(KeptModels.CATALOGUE);
        ahead(KeptModels.ITEM_MODEL)
                .thenAcceptBoth(
                        catalogue,
                        (m, c) -> m.ifPresent(
                                model -> c.ifPresent(titles -> both.accept((ItemModel) model, (Catalogue) titles))));
    }

    /* What goes wrong is told to who asks for it. */
    private CompletableFuture<Optional<Object>> ahead(String kind) {
        return CompletableFuture.supplyAsync(
                () -> kept.latest(kind).flatMap(this::offline), Thread::startVirtualThread);
    }

    private Optional<Object> offline(Key key) {
        if (key.version() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    once(key, () -> kept.read(key).orElseThrow(NotKeptException::new), CompletableFuture::join));
        } catch (NotKeptException e) {
            missed.add(key);
            return kept.newest(key)
                    .filter(newest -> newest != key.version())
                    .flatMap(newest -> offline(new Key(key.kind(), key.bankId(), newest)));
        }
    }

    private Object surely(Key key, Supplier<Object> load) {
        AtomicBoolean mine = new AtomicBoolean();
        while (true) {
            try {
                Object made = once(
                        key,
                        () -> {
                            mine.set(true);
                            return load.get();
                        },
                        ModelStore::interruptibly);
                if (missed.remove(key)) {
                    repairs.incrementAndGet();
                }
                return made;
            } catch (NotKeptException | AgentClosedException e) {
                if (mine.get()) {
                    throw e;
                }
                // joined an agent that only looked on the disk, or was closed while it fetched; now it is our turn
                Thread.onSpinWait();
            }
        }
    }

    private static Object interruptibly(CompletableFuture<Object> fetching) {
        try {
            return fetching.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ViewerException("interrupted while another agent fetches the models", e);
        }
    }

    /** Runs {@code load} for a key once at a time; what it gave is kept, what it threw is forgotten. */
    private Object once(Key key, Supplier<Object> load, Function<CompletableFuture<Object>, Object> wait) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> first = loaded.putIfAbsent(key, mine);
        if (first != null) {
            try {
                return wait.apply(first);
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
        same.stream().skip(KEPT).filter(k -> !k.equals(key)).forEach(this::forget);
        // banks that nobody uses here any more: a Core may name a new one at each sync
        Set<String> used = inUse();
        loaded.keySet().stream()
                .filter(k -> !k.bankId().equals(key.bankId()) && !used.contains(k.bankId()))
                .toList()
                .forEach(this::forget);
    }

    private void forget(Key key) {
        loaded.remove(key);
        kept.forget(key);
        missed.remove(key);
    }

    private static final class NotKeptException extends ViewerException {
        private static final long serialVersionUID = 1L;

        NotKeptException() {
            super("not kept here");
        }
    }
}
