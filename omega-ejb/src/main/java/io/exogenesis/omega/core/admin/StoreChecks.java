package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.ContributionLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether the Core can keep what it is given. Each check looks; none remembers. */
@Singleton
public class StoreChecks {
    private final BankStore store;
    private final ContributionLog log;
    private final DataDisk disk;

    @Inject
    public StoreChecks(BankStore store, ContributionLog log, DataDisk disk) {
        this.store = store;
        this.log = log;
        this.disk = disk;
    }

    /** Reads the bank's head. */
    public Check database() {
        try {
            return new Check(
                    "database", true, "bank version " + store.head().version().number());
        } catch (RuntimeException e) {
            return new Check("database", false, String.valueOf(e.getMessage()));
        }
    }

    /** Whether contributions can be made durable. */
    public Check journal() {
        return new Check("journal", log.writable(), log.describe());
    }

    /** Whether there is room enough. */
    public Check disk() {
        return disk.check();
    }

    List<Check> all() {
        return List.of(database(), journal(), disk());
    }
}
