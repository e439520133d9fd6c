package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.admin.DataDisk;
import io.exogenesis.omega.core.admin.SpareFiles;
import io.exogenesis.omega.core.aggregate.RoundTimer;
import io.exogenesis.omega.core.healing.HealingRule;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.core.port.ContributionLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Little room is left on the disk, or an append or a round failed for want of it: files go that nobody needs, the log is opened again,
 * and the round is called for.
 */
@Singleton
public class DiskFullRule implements HealingRule {
    private final DataDisk disk;
    private final SpareFiles spare;
    private final ContributionLog log;
    private final ContributionLedger ledger;
    private final RoundWatch watch;
    private final RoundTimer timer;

    @Inject
    public DiskFullRule(
            DataDisk disk,
            SpareFiles spare,
            ContributionLog log,
            ContributionLedger ledger,
            RoundWatch watch,
            RoundTimer timer) {
        this.disk = disk;
        this.spare = spare;
        this.log = log;
        this.ledger = ledger;
        this.watch = watch;
        this.timer = timer;
    }

    @Override
    public String fault() {
        return "disk-full";
    }

    @Override
    public Optional<Symptom> look() {
        if (!disk.check().up()) {
            return Optional.of(new Symptom(
                    "the disk of the data directory is full: " + disk.check().detail()));
        }
        if (logHasNoRoom()) {
            return Optional.of(new Symptom("a contribution could not be stored since the disk had no room"));
        }
        return roundsHaveNoRoom()
                ? Optional.of(new Symptom("a round could not be stored since the disk had no room"))
                : Optional.empty();
    }

    private boolean logHasNoRoom() {
        return log.trouble().filter(NoRoom::tells).isPresent();
    }

    private boolean roundsHaveNoRoom() {
        RoundStatus status = watch.status();
        return status.failures() > 0 && status.running().isEmpty() && NoRoom.tells(status.lastFailure());
    }

    @Override
    public Remedy heal(Symptom symptom) {
        boolean reopen = logHasNoRoom();
        long freed = spare.free(() -> disk.check().up());
        boolean logIsWell = !reopen || ledger.mendLog();
        if (!disk.check().up()) {
            throw new CoreException(
                    "freed " + (freed >> 20) + " MiB, which is not enough, and nothing else may be deleted: "
                            + disk.check().detail());
        }
        if (!logIsWell) {
            throw new CoreException("the contribution log has no room yet: " + log.describe());
        }
        boolean again = roundsHaveNoRoom();
        if (again) {
            timer.rearm();
        }
        return new Remedy(
                "deleted " + (freed >> 20) + " MiB of former logs, dumps and temporary files"
                        + (reopen ? ", opened the contribution log again" : "")
                        + (again ? ", called for the round that had no room" : ""),
                "what is written fits again");
    }
}
