package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens an agent's memory as its configuration says, with the consents that count and the filter that it wants. */
final class ConfiguredMemory {
    private ConfiguredMemory() {}

    /**
     * The key that the host gives for it; empty if it gives none.
     *
     * @throws InvalidValueException if the host has a key to give and does not
     */
    static Optional<byte[]> key(ViewerAgentConfig config) {
        Optional<byte[]> key = config.memoryKey().map(Supplier::get);
        if (config.memoryKey().isPresent() && key.isEmpty()) {
            throw new InvalidValueException("memoryKey gave no key but null: it gives the 32 bytes of the memory");
        }
        return key;
    }

    static AgentDb open(ViewerAgentConfig config, Optional<byte[]> key) {
        AgentDb db = opened(config, key);
        try {
            if (!db.isReadOnly()) {
                db.commit(state -> consents(state, config.consents()));
                db.commit(state -> filter(state, config.pullFilter()));
            }
            return db;
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    private static AgentDb opened(ViewerAgentConfig config, Optional<byte[]> key) {
        if (key.isEmpty()) {
            return AgentDb.open(config.viewerId(), config.stateDirectory(), config.maxLocalPatterns());
        }
        return AgentDb.openSealed(
                config.viewerId(),
                config.stateDirectory(),
                config.maxLocalPatterns(),
                key.get(),
                config.memoryCounter());
    }

    private static List<AgentRecord> filter(AgentState state, PullFilter wanted) {
        return wanted.equals(state.filter()) ? List.of() : List.of(new AgentRecord.FilterChanged(wanted));
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
