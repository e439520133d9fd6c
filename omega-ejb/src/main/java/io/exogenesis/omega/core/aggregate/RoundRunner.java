package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.bank.BankChanges;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerSnapshot;
import io.exogenesis.omega.core.ingest.Settlement;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.registry.OverdueWithdrawals;
import io.exogenesis.omega.learning.round.Decision;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.ContentSpace;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a round: everything since the epoch's start is decided anew, and the result is committed in one transaction that also
 * says how far the log is consumed. A crash before the commit changes nothing; one behind it loses nothing, since the books
 * are rebuilt from what the commit names.
 *
 * <p>One round at a time, and no withdrawal in the middle of one: it waits for the commit, so that nothing is published that
 * its owner was told is gone.
 */
@Singleton
public class RoundRunner {
    private static final System.Logger LOG = System.getLogger(RoundRunner.class.getName());

    private final Stores stores;
    private final ContributionLedger ledger;
    private final GlobalBank bank;
    private final OverdueWithdrawals overdue;
    private final Catalogue catalogue;
    private final Consensus consensus;
    private final AggregationSchedule schedule;
    private final Insights insights;
    private final Moderator moderator;
    private final Keys keys;
    private final CoreMetrics metrics;
    private final InstantSource clock;
    private final Consumer<BankUpdated> announce;
    private final ReentrantLock one = new ReentrantLock();

    /** What a round reads from and commits to. */
    public record Stores(BankStore bank, BlobStore blobs, ContributionLog log) {}

    @Inject
    public RoundRunner(
            BankStore store,
            BlobStore blobs,
            ContributionLog log,
            ContributionLedger ledger,
            OverdueWithdrawals overdue,
            GlobalBank bank,
            Catalogue catalogue,
            Consensus consensus,
            AggregationSchedule schedule,
            Insights insights,
            Moderator moderator,
            Keys keys,
            CoreMetrics metrics,
            InstantSource clock,
            Event<BankUpdated> event) {
        this(
                new Stores(store, blobs, log),
                ledger,
                overdue,
                bank,
                catalogue,
                consensus,
                schedule,
                insights,
                moderator,
                keys,
                metrics,
                clock,
                event::fire);
    }

    public RoundRunner(
            Stores stores,
            ContributionLedger ledger,
            OverdueWithdrawals overdue,
            GlobalBank bank,
            Catalogue catalogue,
            Consensus consensus,
            AggregationSchedule schedule,
            Insights insights,
            Moderator moderator,
            Keys keys,
            CoreMetrics metrics,
            InstantSource clock,
            Consumer<BankUpdated> announce) {
        this.stores = stores;
        this.ledger = ledger;
        this.overdue = overdue;
        this.bank = bank;
        this.catalogue = catalogue;
        this.consensus = consensus;
        this.schedule = schedule;
        this.insights = insights;
        this.moderator = moderator;
        this.keys = keys;
        this.metrics = metrics;
        this.clock = clock;
        this.announce = announce;
    }

    /** A round of the timer: it ends the epoch when the epoch is over. */
    public RoundRecord runScheduled() {
        return runNow(false);
    }

    /**
     * A round on demand. It ends the epoch if asked, or if that is over by {@code omega.aggregate.epoch}.
     *
     * @param endOfEpoch erase the raw contributions afterwards; what still waited is then decided as expired
     * @throws RefusedException {@code UNAVAILABLE} while titles wait for their embedding, or for the log of contributions
     */
    public RoundRecord runNow(boolean endOfEpoch) {
        return alone(() -> ledger.withoutWithdrawals(() -> {
            overdue.run();
            return runLocked(endOfEpoch);
        }));
    }

    /** Trends and discoveries of the last round. */
    Insights insights() {
        return insights;
    }

    /** Does work that must not meet a round. */
    <T> T alone(Supplier<T> work) {
        one.lock();
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }

    private RoundRecord runLocked(boolean asked) {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        ContentSpace content = content();
        BankHead head = stores.bank.head();
        boolean endOfEpoch = asked || schedule.endsEpoch(head.epochStartedAt(), startedAt);
        LedgerSnapshot books = ledger.snapshot(endOfEpoch);
        EpochContributions epoch = EpochContributions.read(stores.log, head, books);
        RoundInput input = epoch.input(books, v -> keys.pseudonym(v.value()), content, endOfEpoch, startedAt)
                .with(moderator.current());
        RoundState before =
                head.round() == 0 ? consensus.initial() : RoundState.decode(stores.blobs.read(head.learnerBlob()));
        RoundResult result = consensus.decide(before, input);
        List<Settlement.Of> settlements = settlements(result.decisions());
        Map<ViewerId, Double> refuted = result.defence().refutedShares();
        books.apply(settlements, endOfEpoch, refuted);

        Optional<EncodedItemModel> model = result.itemModel()
                .map(m -> new EncodedItemModel(m.version(), m.toWire().toByteArray()));
        BankChanges changes = BankChanges.number(head.version().number(), result.upserts(), result.removals());
        BankHead after = after(head, books, changes, model, bank.contents().forgottenUpTo(), endOfEpoch, startedAt);
        Insights.Prepared insight = insights.prepare(
                head, epoch.samples(books, v -> keys.pseudonym(v.value())), content, endOfEpoch, startedAt);
        writeBlobs(after, books, result, model);
        stores.blobs.write(after.insightBlob(), insight.encode());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        RoundRecord round = RoundRecords.of(result.report(), after, endOfEpoch, startedAt, took);
        BankCommit commit = new BankCommit(head, after, changes.upserts(), changes.removals(), round);
        commit(commit);
        follow(commit, model, () -> {
            ledger.apply(books, settlements, endOfEpoch, refuted);
            insights.advance(insight);
        });
        moderator.committed(round, result);
        metrics.round(took);
        cleanUp(head, after);
        announce(new BankUpdated(
                after.version(), changes.upserts().size(), changes.removals().size(), model.isPresent(), round));
        LOG.log(Level.INFO, RoundRecords.line(round));
        return round;
    }

    /** Memory follows the commit; where it stumbles, it is read anew from what was committed. */
    private void follow(BankCommit commit, Optional<EncodedItemModel> model, Runnable settle) {
        try {
            settle.run();
            bank.advance(commit, model);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "books and bank are read anew behind round "
                            + commit.after().round(),
                    e);
            BankHead head = bank.load();
            ledger.restore(head);
            insights.load(head);
        }
    }

    /** An observer that fails is its own affair: the round is committed. */
    private void announce(BankUpdated updated) {
        try {
            announce.accept(updated);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "round " + updated.round().round() + " could not be announced to all", e);
        }
    }

    /** A database that fails while it says yes has said yes: the head tells. */
    private void commit(BankCommit commit) {
        try {
            stores.bank.commit(commit);
        } catch (RuntimeException e) {
            if (!stores.bank.head().checkpoint().equals(commit.after().checkpoint())) {
                throw e;
            }
            LOG.log(
                    Level.WARNING,
                    "the commit of round {0} failed after it was done",
                    commit.after().round());
        }
    }

    private ContentSpace content() {
        CatalogueStatus status = catalogue.status();
        Optional<PublishedCatalogue> published = catalogue.published();
        if (published.map(PublishedCatalogue::version).orElse(0L) != status.version()) {
            // Titles that are not published yet would be unknown, and their samples refused for good.
            throw new RefusedException(
                    Refusal.Code.UNAVAILABLE,
                    status.state() == CatalogueStatus.State.FAILED
                            ? "the catalogue is not complete: " + status.message()
                            : "the catalogue is being embedded: " + status.embedded() + " of " + status.items()
                                    + " titles",
                    Duration.ofSeconds(5));
        }
        return published.map(PublishedCatalogue::space).orElseGet(() -> ContentSpace.of(List.of(), List.of()));
    }

    private static List<Settlement.Of> settlements(List<Decision> decisions) {
        List<Settlement.Of> settled = new ArrayList<>();
        for (Decision d : decisions) {
            switch (d.outcome()) {
                case ADMITTED -> settled.add(new Settlement.Of(d.viewer(), d.seq(), Settlement.ADMITTED));
                case REFUSED -> settled.add(new Settlement.Of(d.viewer(), d.seq(), Settlement.REFUSED));
                case EXPIRED -> settled.add(new Settlement.Of(d.viewer(), d.seq(), Settlement.EXPIRED));
                case WAITING -> {}
            }
        }
        return settled;
    }

    private static BankHead after(
            BankHead head,
            LedgerSnapshot books,
            BankChanges changes,
            Optional<EncodedItemModel> model,
            long forgotten,
            boolean endOfEpoch,
            Instant startedAt) {
        return new BankHead(
                new BankVersion(head.version().bankId(), changes.version()),
                head.round() + 1,
                head.epoch() + (endOfEpoch ? 1 : 0),
                endOfEpoch ? startedAt : head.epochStartedAt(),
                endOfEpoch ? books.position() : head.epochStart(),
                books.position(),
                "round-" + (head.round() + 1),
                model.map(EncodedItemModel::version).orElse(head.itemModel()),
                forgotten);
    }

    private void writeBlobs(
            BankHead after, LedgerSnapshot books, RoundResult result, Optional<EncodedItemModel> model) {
        stores.blobs.write(after.ledgerBlob(), books.encode());
        stores.blobs.write(after.learnerBlob(), result.after().encode());
        model.ifPresent(m -> stores.blobs.write(BankHead.itemModelBlob(m.version()), m.bytes()));
    }

    /** What no head needs any more; what fails is found again after the next round or at the next start. */
    private void cleanUp(BankHead before, BankHead after) {
        try {
            stores.log.discardBefore(after.epochStart());
            Set<String> needed = new HashSet<>(after.blobs());
            needed.add(BankHead.itemModelBlob(before.itemModel()));
            stores.blobs.retain(needed);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "old contributions or states could not be deleted: {0}", e.getMessage());
        }
    }
}
