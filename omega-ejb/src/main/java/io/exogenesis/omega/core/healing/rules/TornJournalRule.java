package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.healing.HealingRule;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.ContributionLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The contribution log takes no entries since an append failed, or its newest entries are damaged on disk. A push that comes opens a
 * log that failed, too; this rule does not wait for one. An append that failed for want of room is left to {@link DiskFullRule}.
 */
@Singleton
public class TornJournalRule implements HealingRule {
    private final ContributionLog log;
    private final ContributionLedger ledger;

    @Inject
    public TornJournalRule(ContributionLog log, ContributionLedger ledger) {
        this.log = log;
        this.ledger = ledger;
    }

    @Override
    public String fault() {
        return "torn-journal";
    }

    @Override
    public Optional<Symptom> look() {
        return log.trouble().filter(line -> !NoRoom.tells(line)).map(Symptom::new);
    }

    @Override
    public Remedy heal(Symptom symptom) {
        if (!ledger.mendLog()) {
            throw new CoreException("the contribution log could not be repaired: " + log.describe());
        }
        return new Remedy(
                "cut the contribution log back to its last acknowledged entry and opened it again",
                "pushes are taken again; nothing that was acknowledged is lost");
    }
}
