package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.learn.Evidence;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.learn.PatternLearner;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.track.SessionCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The end of an agent's session: what was watched becomes patterns. Thread-safe; the call blocks. */
public final class Sessions {
    private final ViewerAgentConfig config;
    private final AgentDb db;
    private final AgentModels models;
    private final PatternLearner learner;
    private final LeavePolicy policy;

    public Sessions(ViewerAgentConfig config, AgentDb db, AgentModels models, LeavePolicy policy) {
        this.config = config;
        this.db = db;
        this.models = models;
        this.learner = new PatternLearner(config.zone());
        this.policy = policy;
    }

    /** Learns from the whole history and ends the session; nothing without a catalogue. */
    List<ExogenesisPattern> learn() {
        db.settled().join();
        Optional<Catalogue> catalogue = models.inUse().catalogue();
        if (catalogue.isEmpty()) {
            return List.of();
        }
        Evidence evidence = db.read(Evidence::of);
        var known = db.read(AgentState::localPatterns);
        long version = db.read(AgentState::historyChanges);
        List<ExogenesisPattern> learned = learner.learn(
                evidence,
                catalogue.get(),
                known,
                config.clock().instant(),
                new SplittableRandom(config.seed() * 31 + version));
        db.commit(state -> {
            List<AgentRecord> records = new ArrayList<>();
            boolean news = !learned.equals(List.copyOf(state.localPatterns()));
            if (news || !state.sessions().counts().equals(SessionCounter.NOTHING)) {
                records.add(new AgentRecord.Learned(learned));
            }
            // behind the end of its session: of a batch whose write fails the first steps may survive, and a session
            // that
            // goes on behind its summary would be counted twice
            policy.sessionEnds(state).forEach(c -> records.add(new AgentRecord.Enqueued(c)));
            return records;
        });
        return learned;
    }
}
