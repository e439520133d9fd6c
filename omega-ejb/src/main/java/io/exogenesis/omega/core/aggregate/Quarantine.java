package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerChange;
import io.exogenesis.omega.core.ingest.Settlement;
import io.exogenesis.omega.core.ingest.StandingSamples;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes contributions out of the running epoch over which its rounds stumble: they are decided as refused, once and for good, and their
 * contents leave the log. Pushes and withdrawals go on while they are looked for. Used under the rounds' lock.
 */
@Singleton
public class Quarantine {
    private final RoundTrial trial;
    private final RoundMemory memory;
    private final RoundFiles files;
    private final BankStore bank;
    private final ContributionLog log;
    private final ContributionLedger ledger;
    private final Insights insights;
    private final InstantSource clock;

    @Inject
    public Quarantine(
            RoundTrial trial,
            RoundMemory memory,
            RoundFiles files,
            BankStore bank,
            ContributionLog log,
            ContributionLedger ledger,
            Insights insights,
            InstantSource clock) {
        this.trial = trial;
        this.memory = memory;
        this.files = files;
        this.bank = bank;
        this.log = log;
        this.ledger = ledger;
        this.insights = insights;
        this.clock = clock;
    }

    /** A contribution; of one that stands the number is that under which an earlier epoch received it. */
    private record Key(ViewerId viewer, LogEntry.Kind kind, long seq, boolean stands) {
        static Key of(LogEntry.Content c) {
            return new Key(c.viewer(), c.kind(), c.seq(), c instanceof LogEntry.Standing);
        }
    }

    /**
     * Looks for them and sets them aside. A crash in between leaves them where they are or sets them aside.
     *
     * @return how many; 0 if the round goes through as it is
     * @throws io.exogenesis.omega.core.CoreException if the contributions are not to blame
     */
    public int run() {
        RoundLoad.Loaded round = trial.begin();
        Set<Long> positions = new PoisonSearch(trial, round, log).run();
        if (positions.isEmpty()) {
            return 0;
        }
        Set<Key> keys = new HashSet<>();
        Set<Long> segments = new TreeSet<>();
        log.replay(round.head().epochStart(), round.position(), (position, entry) -> {
            if (positions.contains(position) && entry instanceof LogEntry.Content c) {
                keys.add(Key.of(c));
                segments.add(log.segmentOf(position));
            }
        });
        refuse(round.head(), keys);
        segments.forEach(segment -> log.erase(segment, content -> keys.contains(Key.of(content))));
        return keys.size();
    }

    /** Decided first: what is not erased then is found and erased the next time, and is not decided again. */
    private void refuse(BankHead head, Set<Key> keys) {
        List<Settlement.Of> refused = new ArrayList<>();
        keys.stream()
                .filter(k -> !k.stands())
                .forEach(k -> refused.add(new Settlement.Of(k.viewer(), k.seq(), Settlement.REFUSED)));
        ledger.withoutWithdrawals(() -> {
            BankHead after = behind(head, ledger.position(false));
            LedgerChange change = new LedgerChange(after, refused, LedgerChange.Closing.NONE, Map.of());
            Insights.Prepared insight = insights.unchanged();
            files.writeMoved(head, change, insight);
            memory.commit(
                    change,
                    StandingSamples.NONE,
                    () -> bank.relocate(head, after),
                    () -> memory.follow(insight, after));
            files.cleanUp(after, head.itemModel());
            return true;
        });
    }

    private BankHead behind(BankHead head, long position) {
        return new BankHead(
                head.version(),
                head.round(),
                head.epoch(),
                head.epochStartedAt(),
                head.epochStart(),
                position,
                "round-" + head.round() + "-aside-" + clock.millis(),
                head.itemModel(),
                head.forgotten());
    }
}
