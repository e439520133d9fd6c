package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.learning.round.ClusterDecision;
import io.exogenesis.omega.learning.round.EpochState;
import io.exogenesis.omega.learning.round.PatternOrders;
import io.exogenesis.omega.learning.round.RoundConditions;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Decides what distinct viewers agree on: the pure round of {@code omega-learning} with the Core's settings. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Consensus {
    private CoreSettings settings;
    private RandomGenerator random;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway.Init")
    public Consensus() {}

    @Inject
    public Consensus(CoreSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** An epoch without contributions, behind the last committed round. */
    public EpochState epoch(RoundState before) {
        return new EpochState(before, roundSettings());
    }

    /** May take seconds; no transaction is open. */
    public RoundResult decide(EpochState epoch, RoundConditions conditions) {
        return epoch.decide(conditions, random);
    }

    /** What a decision would say of clusters now; nothing takes effect. */
    public List<ClusterDecision> preview(EpochState epoch, Instant now, PatternOrders orders) {
        return epoch.preview(now, random, orders);
    }

    /** Epochs for which a viewer's support counts, the one that received it included. */
    public int supportEpochs() {
        return roundSettings().supportEpochs();
    }

    /** The state before the first round. */
    public RoundState initial() {
        return RoundState.initial(roundSettings());
    }

    private RoundSettings roundSettings() {
        AggregateSettings a = settings.aggregate();
        RoundSettings d = RoundSettings.DEFAULT;
        return new RoundSettings(
                a.similarity(),
                a.minVoters(),
                a.threshold(),
                a.tolerance(),
                a.votingWindow(),
                d.supportEpochs(),
                d.republishShare(),
                d.items().withLease(a.sampleLease()),
                d.defence(),
                a.rule());
    }
}
