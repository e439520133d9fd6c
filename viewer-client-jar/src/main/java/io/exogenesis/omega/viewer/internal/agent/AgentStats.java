package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.AgentDb;

/** An agent's figures. */
final class AgentStats {
    private AgentStats() {}

    static ViewerStats of(ViewerId viewer, AgentDb db, AgentModels.InUse inUse, SharedModels shared, CoreLink core) {
        var journal = db.journal();
        return db.read(s -> new ViewerStats(
                viewer,
                s.consents(),
                embedder(inUse, shared),
                new ViewerStats.Memory(
                        s.events(),
                        s.titles().size(),
                        s.choiceCount() + s.entries().episodes().size(),
                        s.localPatterns().size(),
                        s.bankPatterns().size()),
                new ViewerStats.Sync(core.lastTransport(), s.outbox().pending().size(), s.bank()),
                core.endpoints(),
                new ViewerStats.Models(
                        inUse.itemModel().isPresent() ? s.models().itemModel() : 0,
                        inUse.catalogue().map(Catalogue::version).orElse(0L),
                        inUse.catalogue().map(Catalogue::size).orElse(0)),
                new ViewerStats.Disk(journal.bytes(), journal.tornBytesRecovered())));
    }

    private static String embedder(AgentModels.InUse inUse, SharedModels shared) {
        String name = shared.embedder().name();
        return inUse.catalogue()
                .map(c -> c.model().name())
                .filter(model -> shared.embedder().isLoaded() && !model.equals(name))
                .map(model -> name + " (the catalogue is of " + model + ": searches go by words alone)")
                .orElse(name);
    }
}
