package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.core.port.LogEntry.Verdict;
import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.TasteSample;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One viewer's contributions: acknowledged = {@code highSeq} (numbers have no gaps) = admitted + refused + expired + pending.
 *
 * <p>A function of the log and of what rounds decided, whichever way the two interleave: a decision about a contribution that
 * a newer one has replaced since the round's snapshot counts as if it had come first.
 *
 * <p>Guarded by {@link #lock}; copies are the owner's alone.
 */
final class Account {
    private static final long[] EMPTY = new long[0];

    final ReentrantLock lock = new ReentrantLock();
    long highSeq;
    /** Where {@link #highSeq} stood when the running epoch began, about: pushes beside the closing round count before. */
    long epochSeq;

    long admitted;
    long refused;
    long expired;
    long duplicates;
    Reputation reputation = Reputation.NEWCOMER;
    /** Closed epochs in which it contributed. */
    int epochs;
    /** Ends of epochs that changed the reputation. */
    ReputationHistory history = ReputationHistory.EMPTY;
    /** Samples that were taken in the running epoch, replaced and withdrawn ones too. Found again in the log at a start. */
    int samples;
    /** The last of them; 0 if there is none, or none behind the end of an epoch that is still raw. */
    private long sampleSeq;
    /** Number of the sample of an earlier epoch that stands as long as none of the running epoch takes its place; 0 for none. */
    private long standing;
    /** Where that lies in the log. */
    private long standingAt;
    /** Where the last sample beyond the usual size lies in the log, replaced or standing ones too; negative for none. */
    private long largeSampleAt = -1;
    /** What counts in the running epoch. */
    RawContributions raw = new RawContributions();
    /** Contributions that were replaced before a round had decided them, since the last commit. */
    private long[] replaced = EMPTY;
    /** Segments of the log that hold contributions of this viewer, ascending. */
    private long[] segments = EMPTY;
    /** By kind, the sequence number up to which contributions were withdrawn. */
    private long[] withdrawnThrough = EMPTY;

    /**
     * Takes a durable entry; one that was taken before changes no count.
     *
     * @param position of the entry in the log
     * @param segment that holds it
     */
    void apply(LogEntry entry, long position, long segment) {
        switch (entry) {
            case LogEntry.Received r -> received(r.contribution(), position, segment);
            case LogEntry.Settled s -> {
                if (s.seq() > highSeq) {
                    highSeq = s.seq();
                    switch (s.verdict()) {
                        case Verdict.Counted c -> admitted++;
                        case Verdict.Refused r -> refused++;
                    }
                }
            }
            case LogEntry.Standing s -> stand(s.contribution(), position, segment);
            case LogEntry.Erased e -> {
                took(e.kind(), e.seq());
                if (e.seq() > highSeq) {
                    highSeq = e.seq();
                    admitted += e.kind() == Kind.OUTCOMES ? 1 : 0;
                    expired += e.kind() == Kind.OUTCOMES ? 0 : 1;
                }
            }
            case LogEntry.Withdrawn w -> withdraw(w.kinds(), w.throughSeq());
        }
    }

    /** A report of outcomes claims nothing that a round could refuse: it is admitted here, and raw until the epoch ends. */
    private void received(Contribution contribution, long position, long segment) {
        Kind kind = LogEntry.kindOf(contribution.payload());
        long key = key(contribution.payload());
        addSegment(segment);
        took(kind, contribution.seq());
        noteSize(contribution, position);
        if (contribution.seq() <= highSeq) {
            int known = raw.indexOf(contribution.seq());
            if (known >= 0) {
                raw.locate(known, key, position);
            }
            return;
        }
        highSeq = contribution.seq();
        boolean decided = kind == Kind.OUTCOMES;
        long first = key == 0 ? position : replace(kind, key, position);
        raw.add(highSeq, kind, decided, key, position);
        raw.since(raw.size() - 1, first);
        admitted += decided ? 1 : 0;
    }

    /**
     * A sample of an earlier epoch is no contribution of this one: it takes no place and changes no count. The log may have it
     * several times, since a commit that failed leaves it there; the last time counts.
     */
    private void stand(Contribution sample, long position, long segment) {
        addSegment(segment);
        noteSize(sample, position);
        if (!withdrawn(Kind.SAMPLE, sample.seq())) {
            standing = sample.seq();
            standingAt = position;
        }
    }

    /** Not in the checkpoints: the log tells again. */
    private void noteSize(Contribution contribution, long position) {
        if (contribution.payload() instanceof Contribution.OfSample s
                && s.sample().items().size() > TasteSample.DEFAULT_ITEMS
                && !withdrawn(Kind.SAMPLE, contribution.seq())) {
            largeSampleAt = position;
        }
    }

    /** Whether the log of the running epoch has a sample beyond the usual size that its owner has not taken back. */
    boolean holdsLargeSample() {
        return largeSampleAt >= 0;
    }

    /** Whether a sample of an earlier epoch stands: none of the running epoch takes its place. */
    boolean stands() {
        return standing > sampleSeq;
    }

    private void took(Kind kind, long seq) {
        if (kind == Kind.SAMPLE && seq > sampleSeq) {
            samples++;
            sampleSeq = seq;
        }
    }

    /** A newer one takes the place of all with its key. Returns where the oldest stood. */
    private long replace(Kind kind, long key, long position) {
        long[] first = {position};
        raw.removeIf(i -> {
            if (raw.key(i) != key || raw.kind(i) != kind) {
                return false;
            }
            first[0] = Math.min(first[0], raw.since(i));
            if (!raw.settled(i)) {
                expired++;
                replaced = with(replaced, raw.seq(i));
            }
            return true;
        });
        return first[0];
    }

    /**
     * What a newer contribution must have alike to take the place of this one: its pattern's id, and for samples nothing.
     * Sixty-four bits of it; who finds two ids that collide replaces a pattern of its own.
     */
    static long key(Contribution.Payload payload) {
        return switch (payload) {
            case Contribution.OfPattern p -> hash(p.pattern().id().value());
            case Contribution.OfSample s -> 1;
            default -> 0;
        };
    }

    /** FNV-1a and a last mixing, never 0. */
    private static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 32) * 0x9e3779b97f4a7c15L;
        return h | 2;
    }

    boolean holdsRaw(Set<Kind> kinds) {
        return kinds.contains(Kind.SAMPLE) && standing > 0 || kinds.stream().anyMatch(k -> raw.count(k) > 0);
    }

    /** Whether there is something to forget when these kinds are withdrawn. */
    boolean holds(Set<Kind> kinds) {
        return holdsRaw(kinds) || kinds.size() == Kind.values().length && history != ReputationHistory.EMPTY;
    }

    /** Where the oldest raw contribution of these kinds came into the log; 0 if that is not known. */
    long oldest(Set<Kind> kinds) {
        long oldest = kinds.contains(Kind.SAMPLE) && standing > 0 ? standingAt : Long.MAX_VALUE;
        for (int i = 0; i < raw.size(); i++) {
            oldest = kinds.contains(raw.kind(i)) ? Math.min(oldest, raw.since(i)) : oldest;
        }
        return oldest;
    }

    /**
     * Forgets raw contributions of these kinds, also what stands; what still waited has expired. The history goes with the last kind: its
     * owner withdrew every consent, or the viewer was removed.
     *
     * @return how many contributions
     */
    int withdraw(Set<Kind> kinds, long throughSeq) {
        if (withdrawnThrough.length == 0) {
            withdrawnThrough = new long[Kind.values().length];
        }
        kinds.forEach(k -> withdrawnThrough[k.ordinal()] = Math.max(withdrawnThrough[k.ordinal()], throughSeq));
        largeSampleAt = kinds.contains(Kind.SAMPLE) ? -1 : largeSampleAt;
        if (kinds.size() == Kind.values().length) {
            history = ReputationHistory.EMPTY;
        }
        int stood = kinds.contains(Kind.SAMPLE) && standing <= throughSeq ? forgetStanding() : 0;
        return stood
                + raw.removeIf(i -> {
                    if (raw.seq(i) > throughSeq || !kinds.contains(raw.kind(i))) {
                        return false;
                    }
                    expired += raw.settled(i) ? 0 : 1;
                    return true;
                });
    }

    /** Returns how many stood: 1 or 0. */
    private int forgetStanding() {
        int stood = stands() ? 1 : 0;
        standing = 0;
        standingAt = 0;
        return stood;
    }

    /** Whether the owner took this contribution back. */
    boolean withdrawn(Kind kind, long seq) {
        return withdrawnThrough.length > 0 && seq <= withdrawnThrough[kind.ordinal()];
    }

    /** Segments to look for withdrawn contributions in. */
    long[] takeSegmentsToErase() {
        long[] all = segments;
        if (raw.size() == 0 && standing == 0) {
            segments = EMPTY;
        }
        return all;
    }

    private void addSegment(long segment) {
        if (segments.length == 0 || segments[segments.length - 1] < segment) {
            segments = with(segments, segment);
        } else if (Arrays.binarySearch(segments, segment) < 0) {
            segments = with(segments, segment);
            Arrays.sort(segments);
        }
    }

    /** The first settled decision about a contribution counts; later ones, and those about unknown ones, do not. */
    void settle(long seq, Settlement settlement) {
        int i = raw.indexOf(seq);
        if (i >= 0 && !raw.settled(i)) {
            raw.settle(i);
            count(settlement);
        } else if (i < 0 && removeReplaced(seq)) {
            expired--;
            count(settlement);
        }
    }

    private boolean removeReplaced(long seq) {
        long[] left = Arrays.stream(replaced).filter(s -> s != seq).toArray();
        boolean was = left.length < replaced.length;
        replaced = left;
        return was;
    }

    private void count(Settlement settlement) {
        switch (settlement) {
            case ADMITTED -> admitted++;
            case REFUSED -> refused++;
            case EXPIRED -> expired++;
        }
    }

    /** A round is committed: no decision can come any more about what was replaced before. */
    void committed() {
        replaced = EMPTY;
    }

    /**
     * The epoch is over for all that lies in the log before {@code position}: undecided ones expire, and none is raw any
     * more.
     *
     * @param epoch that is over
     * @param at when
     * @param refutedShare share of this viewer's titles that the audit refuted, in [0, 1]
     */
    void closeEpoch(long position, long epoch, Instant at, double refutedShare) {
        // who is silent and stands is there: else always-on liars would soon outweigh honest viewers who are asleep
        boolean stood = standing > 0;
        boolean present = erase(position) || stood;
        epochs += present ? 1 : 0;
        Reputation next = reputation.afterEpoch(present, refutedShare);
        if ((float) next.value() != (float) reputation.value()) {
            history = history.with(epoch, at, next.value());
        }
        reputation = next;
    }

    /**
     * Forgets what lies in the log before {@code position}; what was undecided has expired.
     *
     * @return whether there was anything but a sample that stood
     */
    boolean erase(long position) {
        boolean present = false;
        for (int i = 0; i < raw.size(); i++) {
            present |= raw.since(i) < position;
            raw.since(i, raw.position(i));
        }
        raw.removeIf(i -> {
            boolean gone = raw.position(i) < position;
            expired += gone && !raw.settled(i) ? 1 : 0;
            return gone;
        });
        segments = Arrays.stream(segments).filter(s -> s >= position).toArray();
        if (standingAt < position) {
            forgetStanding();
        }
        largeSampleAt = largeSampleAt < position ? -1 : largeSampleAt;
        epochSeq = highSeq;
        samples = raw.count(Kind.SAMPLE);
        sampleSeq = raw.newest(Kind.SAMPLE);
        return present;
    }

    /** Takes over the sums of an account that has no raw contributions. */
    void add(Account gone) {
        highSeq += gone.highSeq;
        admitted += gone.admitted;
        refused += gone.refused;
        expired += gone.expired;
        duplicates += gone.duplicates;
    }

    long pending() {
        return highSeq - admitted - refused - expired;
    }

    Account copy() {
        Account copy = new Account();
        copy.highSeq = highSeq;
        copy.epochSeq = epochSeq;
        copy.admitted = admitted;
        copy.refused = refused;
        copy.expired = expired;
        copy.duplicates = duplicates;
        copy.reputation = reputation;
        copy.epochs = epochs;
        copy.history = history;
        copy.samples = samples;
        copy.sampleSeq = sampleSeq;
        copy.standing = standing;
        copy.standingAt = standingAt;
        copy.largeSampleAt = largeSampleAt;
        copy.raw = raw.copy();
        copy.replaced = replaced;
        copy.segments = segments;
        copy.withdrawnThrough = withdrawnThrough.clone();
        return copy;
    }

    private static long[] with(long[] of, long one) {
        long[] more = Arrays.copyOf(of, of.length + 1);
        more[of.length] = one;
        return more;
    }
}
