package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue and item model that one agent uses: those it heard of last, of the process's copies. Thread-safe; what is read
 * may be one sync old while a sync runs.
 */
public final class AgentModels {
    private final AgentDb db;
    private final ModelStore store;
    private volatile @Nullable Found current;

    /** What belongs together. */
    public record InUse(
            AgentRecord.ModelsInUse versions, Optional<Catalogue> catalogue, Optional<ItemModel> itemModel) {}

    /** @param repairs of the store when it was looked for */
    private record Found(InUse inUse, long repairs) {}

    public AgentModels(AgentDb db, ModelStore store) {
        this.db = db;
        this.store = store;
    }

    public InUse inUse() {
        InUse known = found();
        return known.catalogue().isPresent()
                ? known
                : new InUse(known.versions(), store.hostCatalogue(), known.itemModel());
    }

    /** Whether the very versions that the memory names are here. */
    boolean complete() {
        AgentRecord.ModelsInUse versions = found().versions();
        return store.holds(versions.bankId(), versions.catalogue(), versions.itemModel());
    }

    /** The agent is closed: what only it used may be removed from the disk. */
    void release() {
        store.released(this);
    }

    /* An empty answer is remembered, too, until the store has repaired something: looking costs a read of the disk. */
    private InUse found() {
        AgentRecord.ModelsInUse versions = db.read(AgentState::models);
        long repairs = store.repairs();
        Found known = current;
        if (known == null
                || known.repairs() != repairs
                || !known.inUse().versions().equals(versions)) {
            store.used(this, versions.bankId());
            known = new Found(kept(versions), repairs);
            current = known;
        }
        return known.inUse();
    }

    /* Side by side: an agent that has just started waits for both. */
    private InUse kept(AgentRecord.ModelsInUse versions) {
        CompletableFuture<Optional<ItemModel>> itemModel = CompletableFuture.supplyAsync(
                () -> store.keptItemModel(versions.bankId(), versions.itemModel()),
                work -> Thread.ofVirtual().name("omega-viewer-models").start(work));
        Optional<Catalogue> catalogue = store.keptCatalogue(versions.bankId(), versions.catalogue());
        return new InUse(versions, catalogue, itemModel.join());
    }
}
