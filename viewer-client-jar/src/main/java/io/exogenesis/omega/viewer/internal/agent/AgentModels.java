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
    private volatile @Nullable InUse current;

    /** What belongs together. */
    public record InUse(
            AgentRecord.ModelsInUse versions, Optional<Catalogue> catalogue, Optional<ItemModel> itemModel) {}

    public AgentModels(AgentDb db, ModelStore store) {
        this.db = db;
        this.store = store;
    }

    public InUse inUse() {
        AgentRecord.ModelsInUse versions = db.read(AgentState::models);
        InUse known = current;
        if (known == null || !known.versions().equals(versions)) {
            known = kept(versions);
            current = known;
        }
        return known.catalogue().isPresent() ? known : new InUse(versions, store.hostCatalogue(), known.itemModel());
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
