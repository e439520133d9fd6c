package io.exogenesis.omega.simulation.check;

import static io.exogenesis.omega.simulation.check.InvariantViolation.Kind.DOUBLED;
import static io.exogenesis.omega.simulation.check.InvariantViolation.Kind.LOST;
import static io.exogenesis.omega.simulation.check.InvariantViolation.require;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.network.WireWatch;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger outside of the Core: what each viewer sent and was told about it, by the bytes on the wire. Of the Core it demands:
 *
 * <ul>
 *   <li>what was acknowledged stays acknowledged, over every crash and power loss, and the cursor never goes back;
 *   <li>nothing is acknowledged that was not sent, and the log has each number once, with the bytes that were sent under it;
 *   <li>what is decided stays decided, and never more than was acknowledged;
 *   <li>a round sees each pattern that counts in its epoch, and none that was not sent.
 * </ul>
 *
 * <p>Of the agents it demands that a number is given once and a contribution has one number. Summaries of sessions may be alike.
 */
public final class ContributionBook implements WireWatch {
    private final double minQuality;
    private final Map<ViewerId, Page> pages = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private long epoch;
    /** The process whose log was read last, and up to where. */
    private @Nullable CoreFixture readOf;

    private long readUpTo;

    /** @param minQuality success rate below which the Core refuses a pattern */
    public ContributionBook(double minQuality) {
        this.minQuality = minQuality;
    }

    /** One viewer's. */
    private static final class Page {
        /** By number. */
        private final TreeMap<Long, Contribution> sent = new TreeMap<>();
        /** By content without number. */
        private final Map<ByteString, Long> numbers = new java.util.HashMap<>();
        /** Highest number that any answer acknowledged, whether or not it arrived. */
        private long acknowledged;
        /** The running epoch has what lies behind. */
        private long before;
        /** Admitted and refused, when it was looked at last. */
        private long settled;
    }

    private Page page(ViewerId viewer) {
        return pages.computeIfAbsent(viewer, v -> new Page());
    }

    @Override
    public void sent(ViewerId viewer, List<ClientFrame> frames) {
        Page page = page(viewer);
        for (ClientFrame frame : frames) {
            for (Contribution c : frame.getPush().getContributionsList()) {
                Contribution before = page.sent.putIfAbsent(c.getSeq(), c);
                require(
                        before == null || before.equals(c),
                        LOST,
                        "%s gave number %d to two contributions",
                        viewer,
                        c.getSeq());
                long number = c.hasSession()
                        ? c.getSeq()
                        : Objects.requireNonNullElse(page.numbers.putIfAbsent(content(c), c.getSeq()), c.getSeq());
                require(
                        number == c.getSeq(),
                        DOUBLED,
                        "%s sent one contribution, %s, under the numbers %d and %d",
                        viewer,
                        c.getPayloadCase(),
                        number,
                        c.getSeq());
            }
        }
    }

    private static ByteString content(Contribution c) {
        return c.toBuilder().clearSeq().build().toByteString();
    }

    @Override
    public void answered(ViewerId viewer, List<ServerFrame> answers) {
        for (ServerFrame answer : answers) {
            if (answer.hasAuth()) {
                acknowledged(viewer, answer.getAuth().getCommittedThroughSeq());
            }
            if (answer.hasPushAck()) {
                acknowledged(viewer, answer.getPushAck().getCommittedThroughSeq());
            }
        }
    }

    private void acknowledged(ViewerId viewer, long through) {
        Page page = page(viewer);
        require(
                through >= page.acknowledged,
                LOST,
                "the Core acknowledged %d of %s, and now only %d",
                page.acknowledged,
                viewer,
                through);
        long highest = page.sent.isEmpty() ? 0 : page.sent.lastKey();
        require(
                through <= highest,
                DOUBLED,
                "the Core acknowledged %d of %s, which sent only %d",
                through,
                viewer,
                highest);
        page.acknowledged = through;
    }

    /** What was acknowledged to this viewer, by any answer that left the Core. */
    public long acknowledged(ViewerId viewer) {
        return page(viewer).acknowledged;
    }

    /** Compares the accounts of a Core that runs. */
    public void check(CoreFixture core) {
        pages.forEach((viewer, page) -> {
            Accounting.Report books = core.accounting.of(viewer);
            require(
                    books.acknowledged() >= page.acknowledged,
                    LOST,
                    "the Core acknowledged %d of %s, and has %d",
                    page.acknowledged,
                    viewer,
                    books.acknowledged());
            require(
                    books.acknowledged() <= page.sent.size(),
                    DOUBLED,
                    "the Core counts %d contributions of %s, which sent %d",
                    books.acknowledged(),
                    viewer,
                    page.sent.size());
            require(
                    books.pending() >= 0,
                    DOUBLED,
                    "the Core decided more contributions of %s than it has: %s",
                    viewer,
                    books);
            long settled = books.decided().admitted() + books.decided().refused();
            require(
                    settled >= page.settled,
                    LOST,
                    "of %s %d contributions had been admitted or refused, and now %d",
                    viewer,
                    page.settled,
                    settled);
            page.settled = settled;
        });
        endEpoch(core);
    }

    /** What is acknowledged when an epoch ends is of that epoch: no push meets a round here. */
    private void endEpoch(CoreFixture core) {
        long now = core.ledger.epoch().number();
        if (now > epoch) {
            epoch = now;
            pages.forEach(
                    (viewer, page) -> page.before = core.accounting.of(viewer).acknowledged());
        }
    }

    /** Reads the log of the running epoch, unless it is as it was when it was read last. */
    public void checkLog(CoreFixture core) {
        if (core == readOf && core.log.end() == readUpTo) {
            return;
        }
        readOf = core;
        readUpTo = core.log.end();
        Map<ViewerId, Set<Long>> seen = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        core.log.replay(core.bankStore.head().epochStart(), core.log.end(), (position, entry) -> {
            long seq;
            switch (entry) {
                case LogEntry.Received r -> {
                    seq = r.seq();
                    Contribution sent = page(r.viewer()).sent.get(seq);
                    require(
                            sent != null && sent.equals(WireCodec.toWire(r.contribution())),
                            LOST,
                            "the log has another contribution %d of %s than was sent",
                            seq,
                            r.viewer());
                }
                case LogEntry.Settled s -> seq = s.seq();
                default -> {
                    return;
                }
            }
            require(
                    seen.computeIfAbsent(entry.viewer(), v -> new HashSet<>()).add(seq),
                    DOUBLED,
                    "the log has contribution %d of %s twice",
                    seq,
                    entry.viewer());
        });
    }

    /**
     * A round was committed, and nothing was pushed since. It saw the newest of each pattern that counts in its epoch, and of those
     * that were replaced the ones that an earlier round had seen.
     */
    public void checkRound(CoreFixture core, RoundRecord round) {
        int patterns = 0;
        int versions = 0;
        for (Map.Entry<ViewerId, Page> e : pages.entrySet()) {
            List<Contribution> votes =
                    votes(e.getValue(), core.accounting.of(e.getKey()).acknowledged());
            versions += votes.size();
            patterns += (int)
                    votes.stream().map(c -> c.getPattern().getId()).distinct().count();
        }
        require(
                patterns <= round.votes() && round.votes() <= versions,
                round.votes() < patterns ? LOST : DOUBLED,
                "round %d saw %d patterns; %d count in its epoch, in %d versions",
                round.round(),
                round.votes(),
                patterns,
                versions);
        endEpoch(core);
    }

    /** Patterns of the epoch that are good enough. */
    private List<Contribution> votes(Page page, long through) {
        return page.sent.subMap(page.before, false, through, true).values().stream()
                .filter(c -> c.hasPattern() && c.getPattern().getSuccessRate() >= minQuality)
                .toList();
    }

    /** All faults are healed, all outboxes drained, the epoch has ended: everything was decided, once. */
    public void checkAtRest(CoreFixture core, Collection<ViewerId> viewers) {
        for (ViewerId viewer : viewers) {
            Page page = page(viewer);
            Accounting.Report books = core.accounting.of(viewer);
            require(
                    books.acknowledged() == page.sent.size() && page.acknowledged == page.sent.size(),
                    LOST,
                    "%s sent %d contributions, was told of %d, and the Core has %d",
                    viewer,
                    page.sent.size(),
                    page.acknowledged,
                    books.acknowledged());
            require(books.pending() == 0, LOST, "of %s %d contributions are not decided", viewer, books.pending());
            long atOnce = page.sent.values().stream()
                    .filter(c -> c.hasSession() || c.hasOutcomes())
                    .count();
            long poor = page.sent.values().stream()
                    .filter(c -> c.hasPattern() && c.getPattern().getSuccessRate() < minQuality)
                    .count();
            require(
                    books.decided().admitted() >= atOnce && books.decided().refused() >= poor,
                    LOST,
                    "of %s %d had to be admitted and %d refused, but the books say %s",
                    viewer,
                    atOnce,
                    poor,
                    books);
        }
    }

    /** Contributions that were sent. */
    public long contributions() {
        return pages.values().stream().mapToLong(p -> p.sent.size()).sum();
    }
}
