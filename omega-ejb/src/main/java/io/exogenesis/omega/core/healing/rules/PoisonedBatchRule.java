package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.aggregate.Quarantine;
import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.healing.HealingRule;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Rounds fail one after the other: if they do so over some contributions, these are set aside, and a round runs without them. If
 * contributions are not to blame, nothing is set aside and the repair fails.
 */
@Singleton
public class PoisonedBatchRule implements HealingRule {
    /** One may fail over something that passes; the next sees the same contributions. */
    private static final int IN_A_ROW = 2;

    private final RoundWatch watch;
    private final RoundRunner rounds;
    private final Quarantine quarantine;
    private final Database database;
    private final ContributionLog log;

    @Inject
    public PoisonedBatchRule(
            RoundWatch watch, RoundRunner rounds, Quarantine quarantine, Database database, ContributionLog log) {
        this.watch = watch;
        this.rounds = rounds;
        this.quarantine = quarantine;
        this.database = database;
        this.log = log;
    }

    @Override
    public String fault() {
        return "poisoned-batch";
    }

    /** A database or a log that does not work, or a full disk, lets rounds fail, too, and has a rule of its own. */
    @Override
    public Optional<Symptom> look() {
        RoundStatus status = watch.status();
        return status.failures() >= IN_A_ROW
                        && status.running().isEmpty()
                        && !rounds.busy()
                        && database.trouble().isEmpty()
                        && log.trouble().isEmpty()
                        && !NoRoom.tells(status.lastFailure())
                ? Optional.of(new Symptom(status.failures() + " rounds failed one after the other"))
                : Optional.empty();
    }

    @Override
    public Remedy heal(Symptom symptom) {
        int aside = rounds.alone(() -> {
            int found = quarantine.run();
            rounds.runScheduled();
            return found;
        });
        return aside == 0
                ? new Remedy("ran the round again, and it went through", "rounds go on as usual")
                : new Remedy(
                        "set " + aside + " contributions aside over which the round stumbled, as refused, and ran it"
                                + " without them",
                        "rounds commit again; each of these contributions is decided once");
    }
}
