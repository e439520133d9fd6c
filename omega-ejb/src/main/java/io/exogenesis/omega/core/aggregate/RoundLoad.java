package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.registry.OverdueWithdrawals;
import io.exogenesis.omega.vector.content.ContentSpace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** A round's first step: where it stands, and what came since the one before. */
@Singleton
public class RoundLoad {
    private final RoundMemory memory;
    private final RoundContent content;
    private final AggregationSchedule schedule;
    private final OverdueWithdrawals overdue;
    private final EpochFeed feed;

    @Inject
    public RoundLoad(
            RoundMemory memory,
            RoundContent content,
            AggregationSchedule schedule,
            OverdueWithdrawals overdue,
            EpochFeed feed) {
        this.memory = memory;
        this.content = content;
        this.schedule = schedule;
        this.overdue = overdue;
        this.feed = feed;
    }

    /**
     * What a round decides about; the contributions are in the {@link EpochFeed}.
     *
     * @param position of the log: what lies before is in the round, and nothing behind
     */
    record Loaded(BankHead head, long position, ContentSpace content, boolean endOfEpoch, Instant startedAt) {}

    /**
     * Loads what came up to now, without what the stored consents do not cover any more. Not while withdrawals are held back: it
     * waits for a viewer whose consents are being changed, and that change may wait for its withdrawal.
     *
     * @param asked whether the epoch shall end, over or not
     * @throws io.exogenesis.omega.core.RefusedException {@code UNAVAILABLE} while titles wait for their embedding, or for the
     *     log of contributions
     */
    Loaded load(boolean asked, Instant startedAt) {
        BankHead head = memory.head();
        overdue.run();
        ContentSpace titles = content.space();
        boolean endOfEpoch = asked || schedule.endsEpoch(head.epochStartedAt(), startedAt);
        return new Loaded(head, feed.read(head, endOfEpoch), titles, endOfEpoch, startedAt);
    }

    /** What a round of the timer would decide about now, if it took in what lies before this position of the log; nothing is read. */
    Loaded scheduled(long position, Instant now) {
        BankHead head = memory.head();
        return new Loaded(head, position, content.space(), schedule.endsEpoch(head.epochStartedAt(), now), now);
    }

    /** Takes in what came up to now, without what consents do not cover, and decides nothing; the log is not sealed. */
    void look() {
        overdue.run();
        feed.read(memory.head(), false);
    }

    /** The same contributions, without what was withdrawn meanwhile. It waits for nobody. */
    void again() {
        feed.readWithdrawals();
    }
}
