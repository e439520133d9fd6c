package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.random.RandomGenerator;

/** Decides what distinct viewers agree on: the pure round of {@code omega-learning} with the Core's settings. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Consensus {
    private final CoreSettings settings;
    private final RandomGenerator random;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway")
    public Consensus() {
        this(null, null);
    }

    @Inject
    public Consensus(CoreSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** Takes seconds; no transaction is open. */
    public RoundResult decide(RoundState before, RoundInput input) {
        return Round.run(before, input, roundSettings(), random);
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
                d.items(),
                d.defence(),
                a.rule());
    }
}
