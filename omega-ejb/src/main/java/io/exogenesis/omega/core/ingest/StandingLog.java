package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands in the log: appends what does behind a commit, beside pushes, and reads what did. Withdrawals are held back. */
final class StandingLog {
    /** Samples that are appended at once: about a kilobyte each, and one sync of the disk for all of them. */
    private static final int AT_ONCE = 1_024;

    private final ContributionLog log;
    private final LedgerGate gate;
    private final Accounts accounts;
    private final LedgerRecovery recovery;

    StandingLog(ContributionLog log, LedgerGate gate, Accounts accounts, LedgerRecovery recovery) {
        this.log = log;
        this.gate = gate;
        this.accounts = accounts;
        this.recovery = recovery;
    }

    /**
     * Durable and in the accounts when it returns; if it fails, some of them may be.
     *
     * @return the bytes that they take
     * @throws io.exogenesis.omega.core.RefusedException {@code UNAVAILABLE} if the log cannot take them now
     */
    long append(StandingSamples standing) {
        List<LogEntry> some = new ArrayList<>();
        long[] bytes = {0};
        standing.forEach(s -> {
            some.add(s);
            if (some.size() == AT_ONCE) {
                bytes[0] += appendSome(some);
                some.clear();
            }
        });
        return bytes[0] + appendSome(some);
    }

    /** Each viewer once, although a commit that failed may have left them in the log again: those of this epoch stand since it. */
    StandingSamples stood(BankHead head, long position) {
        return to -> {
            Set<ViewerId> done = new HashSet<>();
            log.replay(head.epochStart(), position, (at, entry) -> {
                if (entry instanceof LogEntry.Standing s
                        && s.since() < head.epoch()
                        && !accounts.withdrawn(s)
                        && done.add(s.viewer())) {
                    to.accept(s);
                }
            });
        };
    }

    private long appendSome(List<LogEntry> some) {
        if (some.isEmpty()) {
            return 0;
        }
        recovery.recoverIfNeeded();
        return gate.shared(() -> {
            List<Long> positions = recovery.append(some);
            long bytes = 0;
            for (int i = 0; i < some.size(); i++) {
                LogEntry entry = some.get(i);
                long position = positions.get(i);
                accounts.with(entry.viewer(), account -> {
                    account.apply(entry, position, log.segmentOf(position));
                    return true;
                });
                bytes += log.bytes(entry);
            }
            accounts.standingBytes().addAndGet(bytes);
            return bytes;
        });
    }
}
