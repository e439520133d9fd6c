package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.GuardedClock;
import io.exogenesis.omega.core.adapter.file.FileBlobStore;
import io.exogenesis.omega.core.adapter.journal.JournalContributionLog;
import io.exogenesis.omega.core.adapter.jpa.JtaTransaction;
import io.exogenesis.omega.core.admin.DataDisk;
import io.exogenesis.omega.core.aggregate.Consensus;
import io.exogenesis.omega.core.aggregate.EpochFeed;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.lab.heal.subject.ProductBeans.Lent;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.index.VectorIndex;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** What a server and a machine lend a Core, with a switch for each way in which it fails. */
public final class Surroundings implements AutoCloseable {
    private static final String CORE = "io.exogenesis.omega.core.";
    private static final Set<String> REPLACED = Set.of(
            CORE + "config.SettingsProducer",
            CORE + "adapter.jpa.ContainerResources",
            CORE + "adapter.jpa.JtaTransaction",
            CORE + "adapter.journal.JournalContributionLog",
            CORE + "adapter.file.FileBlobStore",
            CORE + "metrics.MpCoreMetrics",
            CORE + "bank.GlobalBank",
            CORE + "aggregate.EpochFeed",
            CORE + "admin.DataDisk",
            CORE + "catalogue.EmbedderRoom");
    /** A stop does not wait for what hangs; all else ends in a moment. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(Surroundings.class.getName());

    private final CoreSettings settings;
    private final SettableClock clock = new SettableClock();
    private final Timers timers = new Timers();
    private final CountingMetrics metrics = new CountingMetrics();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("heal-background-", 0).factory());
    private final Set<ViewerId> poisoned = ConcurrentHashMap.newKeySet();
    private final Disk disk;
    private volatile VectorIndex index;
    private final Database database;

    @SuppressWarnings("NullAway.Init") // the index is made with the bank, before anybody can ask for it
    Surroundings(CoreSettings settings) {
        this.settings = settings;
        this.disk = new Disk(settings.server().data());
        this.database = new Database(settings.server().data().resolve("db"));
    }

    ProductBeans beans() {
        Path data = settings.server().data();
        return new ProductBeans(
                REPLACED,
                List.of(
                        Lent.of(CoreSettings.class, () -> settings),
                        new Lent<GuardedClock>(
                                Set.of(GuardedClock.class, InstantSource.class),
                                core -> new GuardedClock(clock, System::nanoTime)),
                        Lent.of(RandomGenerator.class, SecureRandom::new),
                        Lent.of(CoreMetrics.class, () -> metrics),
                        Lent.of(OpenTelemetry.class, OpenTelemetry::noop),
                        Lent.of(Background.class, () -> new Background(threads)),
                        new Lent<EmbedderRoom>(Set.of(EmbedderRoom.class), core -> new EmbedderRoom(SharedModel::lent)),
                        Lent.of(DataSource.class, database::source),
                        Lent.of(JtaTransaction.class, database::transactions),
                        new Lent<DataDisk>(Set.of(DataDisk.class), core -> disk.watched(settings, metrics)),
                        new Lent<EpochFeed>(Set.of(EpochFeed.class), this::feed),
                        new Lent<GlobalBank>(Set.of(GlobalBank.class), this::bank),
                        new Lent<JournalContributionLog>(
                                Set.of(ContributionLog.class, JournalContributionLog.class),
                                core -> new JournalContributionLog(
                                        () -> disk.layer(data.resolve("journal")), JournalOptions.defaults(), metrics)),
                        new Lent<FileBlobStore>(
                                Set.of(BlobStore.class, FileBlobStore.class),
                                core -> disk.blobs(data.resolve("state")))),
                timers);
    }

    private GlobalBank bank(Instance<Object> core) {
        return new GlobalBank(
                core.select(BankStore.class).get(),
                core.select(BlobStore.class).get(),
                core.select(Catalogue.class).get(),
                core.select(EmbedderRoom.class).get(),
                () -> {
                    VectorIndex made = VectorIndex.inMemory();
                    index = made;
                    return made;
                });
    }

    private EpochFeed feed(Instance<Object> core) {
        Keys keys = core.select(Keys.class).get();
        return new EpochFeed(
                core.select(ContributionLog.class).get(),
                core.select(ContributionLedger.class).get(),
                core.select(BlobStore.class).get(),
                viewer -> {
                    if (poisoned.contains(viewer)) {
                        throw new IllegalStateException("a round stumbles over a contribution");
                    }
                    return keys.pseudonym(viewer.value());
                },
                core.select(Consensus.class).get());
    }

    /** From now on rounds fail that take in a contribution of this viewer. */
    public void poison(ViewerId viewer) {
        poisoned.add(viewer);
    }

    /** The data directory. */
    public Path data() {
        return settings.server().data();
    }

    /** The bank's search index: the newest that was made. */
    public VectorIndex index() {
        return index;
    }

    public SettableClock clock() {
        return clock;
    }

    public Timers timers() {
        return timers;
    }

    public Disk disk() {
        return disk;
    }

    public Database database() {
        return database;
    }

    public CountingMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        timers.close();
        threads.shutdown(); // an interrupt would end the database in the middle of a statement
        try {
            // A model that is being opened while the process exits ends it with a fault of memory.
            if (!threads.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "background work of a Core does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
