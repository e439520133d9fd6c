package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import java.util.List;

/** Opens an agent's memory as its configuration says, with the consents that count. */
final class ConfiguredMemory {
    private ConfiguredMemory() {}

    static AgentDb open(ViewerAgentConfig config) {
        AgentDb db = opened(config);
        try {
            if (!db.isReadOnly()) {
                db.commit(state -> consents(state, config.consents()));
            }
            return db;
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    private static AgentDb opened(ViewerAgentConfig config) {
        if (config.memoryKey().isEmpty()) {
            return AgentDb.open(config.viewerId(), config.stateDirectory(), config.maxLocalPatterns());
        }
        byte[] key = config.memoryKey().get().get();
        return AgentDb.openSealed(
                config.viewerId(), config.stateDirectory(), config.maxLocalPatterns(), key, config.memoryCounter());
    }

    /**
     * The very first configuration decides for an owner who has not. What an earlier version put into the outbox under a consent
     * that covers less today, a sample of more than 50 titles, is taken out again.
     */
    private static List<AgentRecord> consents(AgentState state, Consents configured) {
        Consents now = state.consentsDecided() ? state.consents() : configured;
        boolean asTheyAre = now.equals(state.consents()) && state.outbox().coveredBy(now);
        return asTheyAre ? List.of() : List.of(new AgentRecord.ConsentsChanged(now));
    }
}
