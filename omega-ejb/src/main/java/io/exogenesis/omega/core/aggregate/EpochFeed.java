package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.insight.ReceivedSample;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.learning.round.ClusterDecision;
import io.exogenesis.omega.learning.round.ContributionKind;
import io.exogenesis.omega.learning.round.EpochState;
import io.exogenesis.omega.learning.round.OutcomeRow;
import io.exogenesis.omega.learning.round.PatternOrders;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.RoundConditions;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.learning.round.StandingSample;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The running epoch in memory, fed from the log: each round reads what came since the one before, up to the position that it
 * will commit. So a contribution is in a round if and only if it lies before that position, whatever arrives meanwhile, and a
 * round that failed leaves nothing to be undone. The whole epoch is read once, by the first round after a start.
 *
 * <p>Used under the rounds' lock.
 */
@Singleton
public class EpochFeed {
    private final ContributionLog log;
    private final ContributionLedger ledger;
    private final BlobStore blobs;
    private final Function<ViewerId, String> pseudonyms;
    private final Consensus consensus;
    /** By position in the log: whether a contribution that stands there is fed. */
    private final LongPredicate included;

    private @Nullable EpochState state;
    private long readUpTo;
    /** Withdrawals before it are taken in; it may lie behind {@link #readUpTo}. */
    private long withdrawnUpTo;

    private long entriesRead;
    private final SampleFeed samples = new SampleFeed();
    private final SharedTitles titles = new SharedTitles();

    @Inject
    public EpochFeed(ContributionLog log, ContributionLedger ledger, BlobStore blobs, Keys keys, Consensus consensus) {
        this(log, ledger, blobs, viewer -> keys.pseudonym(viewer.value()), consensus);
    }

    /** @param pseudonyms keyed and one-way */
    public EpochFeed(
            ContributionLog log,
            ContributionLedger ledger,
            BlobStore blobs,
            Function<ViewerId, String> pseudonyms,
            Consensus consensus) {
        this(log, ledger, blobs, pseudonyms, consensus, position -> true);
    }

    private EpochFeed(
            ContributionLog log,
            ContributionLedger ledger,
            BlobStore blobs,
            Function<ViewerId, String> pseudonyms,
            Consensus consensus,
            LongPredicate included) {
        this.log = log;
        this.ledger = ledger;
        this.blobs = blobs;
        this.pseudonyms = pseudonyms;
        this.consensus = consensus;
        this.included = included;
    }

    /** Another feed of some contributions of the epoch, up to a position; this one has nothing to do with what becomes of it. */
    EpochFeed of(BankHead head, long position, LongPredicate some) {
        EpochFeed other = new EpochFeed(log, ledger, blobs, pseudonyms, consensus, some);
        other.readUpTo(head, position);
        return other;
    }

    /**
     * Feeds all that is in the books now.
     *
     * @param head behind which the epoch goes on
     * @param seal whether the log should begin a new segment behind it
     * @return the position in the log before which everything is fed, and nothing behind
     */
    long read(BankHead head, boolean seal) {
        long position = ledger.position(seal);
        readUpTo(head, position);
        return position;
    }

    /**
     * Takes out what was withdrawn since it was read; what else came since waits for the next round. So a viewer can be met once
     * for each kind of contribution, whatever it does, and what is decided again becomes less each time.
     */
    void readWithdrawals() {
        EpochState epoch = begun();
        long end = ledger.withdrawnUpTo();
        withdrawnUpTo = orForget(() -> {
            log.replay(withdrawnUpTo, end, (at, entry) -> {
                entriesRead++;
                if (entry instanceof LogEntry.Withdrawn w) {
                    withdraw(epoch, w);
                }
            });
            return end;
        });
    }

    private void readUpTo(BankHead head, long position) {
        EpochState known = state;
        EpochState into = known == null || known.state().round() != head.round() ? begin(head) : known;
        readUpTo = orForget(() -> readInto(into, position));
        withdrawnUpTo = position;
    }

    /** What stumbles half way is read anew as a whole. */
    private <T> T orForget(Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                forget();
            }
        }
    }

    private EpochState begun() {
        EpochState epoch = state;
        if (epoch == null) {
            throw new IllegalStateException("nothing was read before");
        }
        return epoch;
    }

    private long readInto(EpochState into, long position) {
        // Versions that a newer one has replaced by now are never fed.
        Map<Place, LogEntry.Received> newest = new LinkedHashMap<>();
        Map<ViewerId, LogEntry.Standing> standing = new LinkedHashMap<>();
        // Of one viewer there are several: what the books say of it holds for the whole epoch.
        Map<ViewerId, Member> members = new HashMap<>();
        long epoch = into.state().epoch();
        log.replay(readUpTo, position, (at, entry) -> {
            entriesRead++;
            if (entry instanceof LogEntry.Content && !included.test(at)) {
                return;
            }
            switch (entry) {
                case LogEntry.Standing s -> {
                    if (s.since() < epoch) { // else a commit that failed left it: the epoch has it as received, too
                        standing.merge(s.viewer(), withSharedTitles(s), EpochFeed::newer);
                    }
                }
                case LogEntry.Received received -> {
                    LogEntry.Received r = new LogEntry.Received(
                            received.viewer(), received.at(), withSharedTitles(received.contribution()));
                    newest.merge(Place.of(r), r, EpochFeed::newer);
                    show(r, members.computeIfAbsent(r.viewer(), this::member));
                }
                case LogEntry.Withdrawn w -> withdraw(into, w);
                case LogEntry.Settled s -> {}
                case LogEntry.Erased e -> {}
            }
        });
        standing.values().forEach(s -> stand(into, s, members.computeIfAbsent(s.viewer(), this::member)));
        newest.values().forEach(r -> feed(into, r, members.computeIfAbsent(r.viewer(), this::member)));
        return position;
    }

    private Contribution withSharedTitles(Contribution c) {
        return c.payload() instanceof Contribution.OfSample s
                ? new Contribution(c.seq(), new Contribution.OfSample(titles.of(s.sample())))
                : c;
    }

    private LogEntry.Standing withSharedTitles(LogEntry.Standing s) {
        Contribution shared = withSharedTitles(s.contribution());
        return shared.payload() instanceof Contribution.OfSample sample
                ? new LogEntry.Standing(
                        s.viewer(),
                        s.since(),
                        Seniority.of(
                                s.seniority().joined(),
                                sample.sample(),
                                s.seniority().epochs()),
                        shared)
                : s;
    }

    private EpochState begin(BankHead head) {
        RoundState before = head.round() == 0 ? consensus.initial() : RoundState.decode(blobs.read(head.learnerBlob()));
        EpochState fresh = consensus.epoch(before);
        state = fresh;
        samples.clear();
        titles.clear();
        readUpTo = head.epochStart();
        return fresh;
    }

    private record Member(String pseudonym, double reputation, long age) {}

    private Member member(ViewerId viewer) {
        return new Member(pseudonyms.apply(viewer), ledger.reputation(viewer), ledger.age(viewer));
    }

    /** What of a viewer there is one of: a pattern's id, the sample, each report. */
    private record Place(ViewerId viewer, Kind kind, String id) {
        static Place of(LogEntry.Received r) {
            return new Place(
                    r.viewer(),
                    LogEntry.kindOf(r.contribution().payload()),
                    switch (r.contribution().payload()) {
                        case Contribution.OfPattern p -> p.pattern().id().value();
                        case Contribution.OfSample s -> "";
                        default -> Long.toString(r.contribution().seq());
                    });
        }
    }

    /** For trends and discoveries. */
    private void show(LogEntry.Received r, Member of) {
        if (of.reputation() > 0 && r.contribution().payload() instanceof Contribution.OfSample s) {
            samples.add(
                    r.viewer(),
                    new ReceivedSample(of.pseudonym(), r.contribution().seq(), Insights.day(r.at()), s.sample()));
        }
    }

    /** By number: an older Core may have written an entry again behind newer ones. */
    private static <C extends LogEntry.Content> C newer(C a, C b) {
        return a.seq() >= b.seq() ? a : b;
    }

    /** Before its contributions are fed or behind makes no difference: their numbers tell. */
    private void withdraw(EpochState epoch, LogEntry.Withdrawn w) {
        epoch.withdraw(w.viewer(), kinds(w.kinds()), w.throughSeq());
        if (w.kinds().contains(Kind.SAMPLE)) {
            samples.withdraw(w.viewer(), w.throughSeq());
        }
    }

    /** With the reputation that its viewer has now. Trends have seen it in the epoch that received it. */
    private static void stand(EpochState epoch, LogEntry.Standing s, Member of) {
        if (s.contribution().payload() instanceof Contribution.OfSample sample) {
            epoch.stand(new StandingSample(
                    new SampleRow(s.viewer(), of.pseudonym(), s.seq(), sample.sample(), of.reputation()),
                    s.since(),
                    s.seniority()));
        }
    }

    private void feed(EpochState epoch, LogEntry.Received r, Member of) {
        ViewerId viewer = r.viewer();
        long seq = r.contribution().seq();
        switch (r.contribution().payload()) {
            case Contribution.OfPattern p ->
                epoch.add(new PatternVote(viewer, of.pseudonym(), seq, p.pattern(), of.reputation(), r.at(), of.age()));
            case Contribution.OfSample s ->
                epoch.add(new SampleRow(viewer, of.pseudonym(), seq, s.sample(), of.reputation()));
            case Contribution.OfOutcomes o ->
                epoch.add(new OutcomeRow(viewer, of.pseudonym(), seq, o.outcomes(), of.reputation()));
            case Contribution.OfSession s -> {}
        }
    }

    private static Set<ContributionKind> kinds(Set<Kind> kinds) {
        return kinds.stream()
                .map(kind -> switch (kind) {
                    case PATTERN -> ContributionKind.PATTERN;
                    case SAMPLE -> ContributionKind.SAMPLE;
                    case OUTCOMES -> ContributionKind.OUTCOMES;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Decides about what was read; {@link #read} was called before. */
    RoundResult decide(RoundConditions conditions) {
        EpochState epoch = begun();
        return orForget(() -> consensus.decide(epoch, conditions));
    }

    /** What {@link #decide} would say of clusters now; nothing takes effect. {@link #read} was called before. */
    List<ClusterDecision> preview(Instant now, PatternOrders orders) {
        EpochState epoch = begun();
        return orForget(() -> consensus.preview(epoch, now, orders));
    }

    /** What the last committed round left. {@link #read} was called before. */
    RoundState committedState() {
        return begun().state();
    }

    /** Samples for trends and discoveries. */
    SampleFeed samples() {
        return samples;
    }

    /** What was decided last is committed. */
    void committed(RoundResult result, boolean endOfEpoch) {
        EpochState epoch = state;
        if (epoch != null) {
            epoch.commit(result);
        }
        samples.committed(endOfEpoch);
    }

    /** The next round reads the whole epoch anew. */
    void forget() {
        state = null;
        samples.clear();
    }

    /** Entries of the log that were read since the start: work, for tests. */
    long entriesRead() {
        return entriesRead;
    }
}
