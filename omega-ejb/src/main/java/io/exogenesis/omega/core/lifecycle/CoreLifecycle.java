package io.exogenesis.omega.core.lifecycle;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.EpochQuota;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.Schema;
import io.exogenesis.omega.core.registry.OverdueWithdrawals;
import io.exogenesis.omega.core.restore.StagedRestore;
import io.exogenesis.omega.core.tls.TlsKeys;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.model.BuiltInCatalogue;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Starts the Core in order and stops it in order: directory lock, keys, schema, viewers, bank, contribution log, catalogue.
 * Whoever needs a started Core injects this and asks {@link #isStarted}; the first call makes the container start it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CoreLifecycle {
    /** Of each step of the stop: a quarter of the time after which a supervisor commonly kills. */
    private static final Duration STOP_STEP = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(CoreLifecycle.class.getName());

    @Inject
    CoreSettings settings;

    @Inject
    Keys keys;

    @Inject
    ServerIdentity identity;

    @Inject
    TlsKeys tls;

    @Inject
    Schema schema;

    @Inject
    StagedRestore restore;

    @Inject
    ViewerDirectory viewers;

    @Inject
    GlobalBank bank;

    @Inject
    BlobStore blobs;

    @Inject
    ContributionLog log;

    @Inject
    ContributionLedger ledger;

    @Inject
    EpochQuota quota;

    @Inject
    Insights insights;

    @Inject
    OverdueWithdrawals overdue;

    @Inject
    Catalogue catalogue;

    @Inject
    CoreMetrics metrics;

    @Inject
    HealingLog healing;

    @Inject
    Bootstrap bootstrap;

    @Inject
    InstantSource clock;

    private @Nullable DirectoryLock lock;
    private volatile boolean started;
    private volatile String failure = "";

    @SuppressWarnings("NullAway.Init") // filled by the container before start()
    public CoreLifecycle() {}

    /** Fails with one line; then the application does not start, and what is on disk is as it was. */
    @PostConstruct
    void start() {
        Path data = settings.server().data();
        try {
            PrivateFiles.directory(data);
            lock = DirectoryLock.acquire(data, "the data directory");
            bootstrap.remove();
            LOG.log(Level.INFO, "settings: {0}", String.join(", ", settings.effective()));
            quota.ceiling().shortage().ifPresent(line -> LOG.log(Level.WARNING, line));
            healing.open();
            restore.run();
            keys.open();
            identity.open();
            tls.open();
            schema.migrate();
            viewers.load();
            BankHead head = bank.load();
            log.open();
            ledger.restore(head);
            insights.load(head);
            overdue.run();
            log.discardBefore(head.epochStart());
            Set<String> needed = ledger.blobs(head);
            needed.add(BankHead.itemModelChainBlob(head.itemModel()));
            blobs.retain(needed);
            startCatalogue();
            metrics.gauge(Metric.BANK_PATTERNS, bank::size);
            metrics.gauge(Metric.VIEWERS_REGISTERED, viewers::count);
            metrics.gauge(Metric.VIEWERS_ACTIVE, () -> viewers.active(clock.instant()));
            metrics.gauge(Metric.EPOCH_CONTRIBUTIONS, ledger::live);
            metrics.gauge(Metric.ACCURACY, metrics::accuracy);
            started = true;
            LOG.log(
                    Level.INFO,
                    "Core started on {0}: {1} viewers, bank version {2} with {3} patterns; log: {4}",
                    data,
                    viewers.count(),
                    head.version().number(),
                    bank.size(),
                    log.describe());
        } catch (DirectoryLockedException e) {
            failure = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, failure);
            throw e;
        } catch (RuntimeException e) {
            failure = "the Core cannot start: " + e.getMessage();
            LOG.log(Level.ERROR, failure);
            stop();
            throw e;
        }
    }

    private void startCatalogue() {
        catalogue.load();
        if (settings.catalogue().builtin() && catalogue.status().state() == CatalogueStatus.State.EMPTY) {
            catalogue.importItems(BuiltInCatalogue.titles(), false);
        }
    }

    /** Whether everything is up. */
    public boolean isStarted() {
        return started;
    }

    /** Why it is not, in one line; empty otherwise. */
    public String failure() {
        return failure;
    }

    /** In bounded time, whatever hangs: what was acknowledged is on the disk already. */
    @PreDestroy
    void stop() {
        boolean was = started;
        started = false;
        if (was) {
            within(STOP_STEP, "the bootstrap file could not be removed", bootstrap::remove);
            within(STOP_STEP, "last-seen times could not be written", viewers::flushSeen);
        }
        boolean closed = within(STOP_STEP, "the contribution log could not be closed", log::close);
        DirectoryLock held = lock;
        // Whoever still writes keeps the directory; the end of the process lets go of it.
        if (held != null && closed) {
            held.close();
            lock = null;
        }
    }

    /** Does a step of the stop on a thread that can be left behind; says whether it is over. */
    private static boolean within(Duration limit, String otherwise, Runnable step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("omega-stop").start(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "{0}: {1}", otherwise, String.valueOf(e.getCause()));
            return true; // over, even if not well
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "{0} within {1} s", otherwise, limit.toSeconds());
        }
        return false;
    }
}
