package io.exogenesis.omega.core;

import io.exogenesis.omega.core.adapter.journal.JournalContributionLog;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.aggregate.AggregationSchedule;
import io.exogenesis.omega.core.aggregate.BankDiscard;
import io.exogenesis.omega.core.aggregate.Consensus;
import io.exogenesis.omega.core.aggregate.ConsensusPreview;
import io.exogenesis.omega.core.aggregate.EpochControl;
import io.exogenesis.omega.core.aggregate.EpochDiscard;
import io.exogenesis.omega.core.aggregate.EpochFeed;
import io.exogenesis.omega.core.aggregate.Quarantine;
import io.exogenesis.omega.core.aggregate.RoundAnnounce;
import io.exogenesis.omega.core.aggregate.RoundContent;
import io.exogenesis.omega.core.aggregate.RoundDecide;
import io.exogenesis.omega.core.aggregate.RoundFiles;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.aggregate.RoundLoad;
import io.exogenesis.omega.core.aggregate.RoundMemory;
import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.aggregate.RoundStore;
import io.exogenesis.omega.core.aggregate.RoundTrial;
import io.exogenesis.omega.core.aggregate.StoredStates;
import io.exogenesis.omega.core.aggregate.WithdrawalErasure;
import io.exogenesis.omega.core.api.Announcements;
import io.exogenesis.omega.core.api.ConsensusQuestions;
import io.exogenesis.omega.core.api.CoreFacade;
import io.exogenesis.omega.core.api.CoreMeasures;
import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.api.ProgramPatterns;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.catalogue.TitleImports;
import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.defence.EpochModeration;
import io.exogenesis.omega.core.defence.OperatorsWord;
import io.exogenesis.omega.core.defence.PatternModeration;
import io.exogenesis.omega.core.defence.PatternPruning;
import io.exogenesis.omega.core.defence.TitleModeration;
import io.exogenesis.omega.core.distribute.DistributionBudget;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.distribute.PatternDistribution;
import io.exogenesis.omega.core.distribute.VersionAge;
import io.exogenesis.omega.core.identity.AccessTokens;
import io.exogenesis.omega.core.identity.BankSigner;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.EpochQuota;
import io.exogenesis.omega.core.ingest.Judge;
import io.exogenesis.omega.core.ingest.PatternIngestion;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.ingest.ReportMetrics;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.insight.TrendsAndDiscoveries;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.core.metrics.SyncLatency;
import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.core.port.AccessTokenStore;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.DefenceStore;
import io.exogenesis.omega.core.port.InMemoryAccessTokenStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryDefenceStore;
import io.exogenesis.omega.core.port.InMemoryOperatorLog;
import io.exogenesis.omega.core.port.InMemoryPatternOrderStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.PatternOrderStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.registry.Enrolment;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.OverdueWithdrawals;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.registry.RemovedViewers;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.core.registry.ViewerTokens;
import io.exogenesis.omega.core.retention.Retention;
import io.exogenesis.omega.core.sync.AdmissionGate;
import io.exogenesis.omega.core.sync.Authentication;
import io.exogenesis.omega.core.sync.ConsentStep;
import io.exogenesis.omega.core.sync.FirstFlights;
import io.exogenesis.omega.core.sync.HeldPulls;
import io.exogenesis.omega.core.sync.PullStep;
import io.exogenesis.omega.core.sync.PushStep;
import io.exogenesis.omega.core.sync.SessionTokens;
import io.exogenesis.omega.core.sync.SyncLoad;
import io.exogenesis.omega.core.sync.SyncPace;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.core.sync.SyncTraces;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A whole Core without a container: the real rules and the real journal on a disk whose plug can be pulled, over the stores
 * that a test chooses. {@link #restart} is what a new process would find.
 */
public final class CoreFixture {
    public final TestClock clock;
    public final CoreSettings settings;
    public final ViewerStore viewerStore;
    public final BankStore bankStore;
    public final BlobStore blobs;
    public final CatalogueStore catalogueStore;
    public final OperatorLog operatorLog;
    public final DefenceStore defenceStore;
    public final PatternOrderStore patternOrders;
    /** The same after a restart only if the test hands it over. */
    public final AccessTokenStore accessTokenStore = new InMemoryAccessTokenStore();

    public final FileLayer disk;
    public final Path keyDirectory;
    /** Loaded at the first use. */
    public TestEmbedder embedder = new TestEmbedder();

    public final RecordingMetrics metrics = new RecordingMetrics();
    public final SyncLatency latency = new SyncLatency();

    public final InMemorySpanExporter spans = InMemorySpanExporter.create();

    public final Keys keys;
    public final ViewerDirectory viewers;
    public final AccessTokens accessTokens;
    public final TokenVerifier verifier;
    public final ViewerTokens tokens;
    public final EnrolmentCodes codes;
    public final Enrolment enrolment;
    public final ViewerRegistry registry;
    public final Retention retention;
    public final JournalContributionLog log;
    public final ContributionLedger ledger;
    public final PatternIngestion ingestion;
    public final Catalogue catalogue;
    public final GlobalBank bank;
    public final Insights insights;
    public final TrendsAndDiscoveries trends;
    public final TitleModeration titles;
    public final PatternModeration patterns;
    public final PatternPruning pruning;
    public final EpochFeed feed;
    public final RoundWatch watch;
    public final RoundLoad load;
    public final RoundRunner rounds;
    public final Quarantine quarantine;
    public final StoredStates states;
    /** Over whose contributions a round stumbles. */
    public final Set<ViewerId> poisoned = new HashSet<>();

    public final WithdrawalErasure erasure;
    public final EpochControl epoch;
    public final BankDiscard discard;
    public final EpochModeration epochs;
    public final TitleImports imports;
    public final OperatorDesk desk;
    public final VersionAge versionAge;
    public final AggregationSchedule schedule;
    public final AdmissionGate gate;
    public final SyncPace pace;
    public final SyncLoad syncLoad;
    public final PatternDistribution distribution;
    public final HeldPulls held;
    public final SyncProtocol protocol;
    public final Accounting accounting;
    public final OmegaCore core;
    /** What viewers were told to fetch. */
    public final List<DistributionCall> calls = new ArrayList<>();

    public final List<BankUpdated> announced = new ArrayList<>();
    /** What an observer of the bank does besides. */
    public Runnable whenAnnounced = () -> {};
    /** What becomes of work that is to be done after a pause: it is done at once. */
    public BiConsumer<Runnable, Duration> whenLater = (work, pause) -> work.run();

    private CoreFixture(
            TestClock clock,
            CoreSettings settings,
            ViewerStore viewerStore,
            BankStore bankStore,
            BlobStore blobs,
            CatalogueStore catalogueStore,
            OperatorLog operatorLog,
            DefenceStore defenceStore,
            PatternOrderStore patternOrders,
            FileLayer disk,
            Path keyDirectory) {
        this.clock = clock;
        this.settings = settings;
        this.viewerStore = viewerStore;
        this.bankStore = bankStore;
        this.blobs = blobs;
        this.catalogueStore = catalogueStore;
        this.operatorLog = operatorLog;
        this.defenceStore = defenceStore;
        this.patternOrders = patternOrders;
        this.disk = disk;
        this.keyDirectory = keyDirectory;

        keys = new Keys(keyDirectory, settings.identity());
        keys.open();
        viewers = new ViewerDirectory(viewerStore);
        viewers.load();
        accessTokens = new AccessTokens(accessTokenStore, keys, clock);
        verifier = new TokenVerifier(settings, keys, viewers, accessTokens, clock);
        codes = new EnrolmentCodes(settings, viewerStore, keys, clock);
        log = new JournalContributionLog(() -> disk, JournalOptions.defaults().withSegmentBytes(16 << 10), metrics);
        log.open();
        ledger = new ContributionLedger(log, blobs, clock);
        tokens = new ViewerTokens(settings, keys, new ServerIdentity(settings), clock);
        enrolment = new Enrolment(settings, codes, viewers, tokens, clock);
        insights = new Insights(blobs, keys, viewers);
        registry = new ViewerRegistry(viewerStore, viewers, ledger, insights, clock);
        retention = new Retention(
                settings, codes, new RemovedViewers(settings, viewerStore, viewers, ledger, clock), bankStore);
        RateLimits limits = new RateLimits(settings, clock);
        EpochQuota quota = new EpochQuota(settings, ledger, clock);
        EmbedderRoom room = new EmbedderRoom(() -> embedder);
        catalogue = new Catalogue(catalogueStore, room, new Background(Runnable::run));
        catalogue.load();
        Judge judge = new Judge(settings, viewers, clock, catalogue);
        metrics.gauge(Metric.ACCURACY, metrics::accuracy);
        ingestion = new PatternIngestion(judge, quota, limits, ledger, metrics, new ReportMetrics(metrics));
        bank = new GlobalBank(bankStore, blobs, catalogue, room);
        BankHead head = bank.load();
        ledger.restore(head);
        insights.load(head);
        trends = new TrendsAndDiscoveries(insights, catalogue);
        OverdueWithdrawals overdue = new OverdueWithdrawals(viewers, ledger, insights);
        overdue.run();
        schedule = new AggregationSchedule(settings, new Random(8));
        watch = new RoundWatch(clock, metrics);
        titles = new TitleModeration(defenceStore, catalogue, clock);
        Consensus consensus = new Consensus(settings, new Random(7));
        patterns = new PatternModeration(patternOrders, bank, clock);
        OperatorsWord word = new OperatorsWord(titles, patterns);
        feed = new EpochFeed(log, ledger, blobs, this::pseudonym, consensus);
        RoundFiles files = new RoundFiles(blobs, log, ledger);
        RoundMemory memory = new RoundMemory(bankStore, bank, ledger, feed, insights);
        load = new RoundLoad(memory, new RoundContent(catalogue), schedule, overdue, feed);
        RoundDecide decide = new RoundDecide(feed, bank, insights, word);
        quarantine = new Quarantine(
                new RoundTrial(load, feed, decide, ledger, clock),
                memory,
                files,
                bankStore,
                log,
                ledger,
                insights,
                clock);
        rounds = new RoundRunner(
                load,
                decide,
                new RoundStore(bankStore, ledger, files, memory),
                new RoundAnnounce(this::announced, word, watch),
                clock);
        states = new StoredStates(blobs, ledger, insights, bank, feed, memory, rounds);
        erasure = new WithdrawalErasure(log, ledger, settings, clock);
        discard = new BankDiscard(rounds, memory, files, ledger, insights, bankStore, bank, catalogue);
        epoch = new EpochControl(ledger, quota, rounds, new EpochDiscard(bankStore, ledger, files, memory, insights));
        LoggedActions actions = new LoggedActions(operatorLog, clock);
        epochs = new EpochModeration(epoch, actions);
        imports = new TitleImports(catalogue, catalogueStore, operatorLog);
        desk = new OperatorDesk(actions, registry, codes, catalogue, imports);
        versionAge = new VersionAge(clock, metrics);
        distribution = new PatternDistribution(
                settings,
                bank,
                catalogue,
                versionAge,
                new DistributionBudget(settings, clock),
                metrics,
                new BankSigner(keys));
        gate = new AdmissionGate();
        syncLoad = new SyncLoad(gate);
        pace = new SyncPace(schedule, new Random(9));
        Authentication authentication = new Authentication(
                new SessionTokens(verifier, viewers, limits, clock), tokens, ledger, new FirstFlights(clock));
        PullStep pull = new PullStep(limits, distribution, ledger, pace, viewers, clock);
        held = new HeldPulls(
                settings, authentication, pull, metrics, clock, (work, pause) -> whenLater.accept(work, pause));
        protocol = new SyncProtocol(
                authentication,
                new PushStep(limits, ingestion),
                pull,
                new ConsentStep(limits, viewers, registry),
                metrics,
                new SyncTraces(telemetry(), clock),
                syncLoad,
                latency,
                held);
        accounting = new Accounting(ledger, viewers);
        ConsensusPreview preview = new ConsensusPreview(rounds, load, feed, consensus, word, clock);
        pruning = new PatternPruning(bank, bankStore, preview, patterns, clock);
        core = new CoreFacade(
                settings,
                actions,
                new ProgramPatterns(viewers, limits, ledger, ingestion),
                epochs,
                new Announcements(settings, bank, bankStore, viewers, calls::add),
                new ConsensusQuestions(settings, preview, new RoundHistory(bankStore), epoch, bank),
                bank,
                new CoreMeasures(settings, metrics, accounting, ledger, bank, viewers, codes, epoch, clock));
    }

    private String pseudonym(ViewerId viewer) {
        if (poisoned.contains(viewer)) {
            throw new IllegalStateException("the round stumbles over a contribution");
        }
        return keys.pseudonym(viewer.value());
    }

    private void announced(BankUpdated updated) {
        announced.add(updated);
        versionAge.committed(updated);
        held.committed(updated);
        whenAnnounced.run();
    }

    /** In memory, voting window zero. */
    public static CoreFixture inMemory() {
        return inMemory(UnaryOperator.identity());
    }

    public static CoreFixture inMemory(UnaryOperator<CoreSettings> change) {
        return inMemory(new InMemoryBlobStore(), change);
    }

    /** In memory, with states that the test watches or breaks. */
    public static CoreFixture inMemory(BlobStore blobs) {
        return inMemory(blobs, UnaryOperator.identity());
    }

    private static CoreFixture inMemory(BlobStore blobs, UnaryOperator<CoreSettings> change) {
        return over(
                new InMemoryViewerStore(),
                new InMemoryBankStore(),
                blobs,
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                change);
    }

    public static CoreFixture over(
            ViewerStore viewers,
            BankStore bank,
            BlobStore blobs,
            CatalogueStore catalogue,
            FileLayer disk,
            UnaryOperator<CoreSettings> change) {
        try {
            Path keys = Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-keys")), "core");
            return over(viewers, bank, blobs, catalogue, disk, keys, change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with the Core's secrets in a directory of the caller's.
     *
     * @param keys is made if it is missing; Cores of the same one take each other's tokens, and call a viewer the same
     */
    public static CoreFixture over(
            ViewerStore viewers,
            BankStore bank,
            BlobStore blobs,
            CatalogueStore catalogue,
            FileLayer disk,
            Path keys,
            UnaryOperator<CoreSettings> change) {
        OperatorLog log = catalogue instanceof InMemoryCatalogueStore store ? store.log() : new InMemoryOperatorLog();
        return new CoreFixture(
                new TestClock(),
                change.apply(withoutWindow(CoreSettings.of(keys))),
                viewers,
                bank,
                blobs,
                catalogue,
                log,
                new InMemoryDefenceStore(log),
                new InMemoryPatternOrderStore(log),
                disk,
                keys);
    }

    private static CoreSettings withoutWindow(CoreSettings s) {
        AggregateSettings a = s.aggregate();
        return s.with(new AggregateSettings(
                a.interval(),
                a.enabled(),
                a.epoch(),
                a.minVoters(),
                a.threshold(),
                a.tolerance(),
                Duration.ZERO,
                a.similarity(),
                a.sampleLease(),
                a.rule()));
    }

    private OpenTelemetry telemetry() {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
    }

    /** A new process over the same stores and {@code disk}. */
    public CoreFixture restart(FileLayer disk) {
        return new CoreFixture(
                clock,
                settings,
                viewerStore,
                bankStore,
                blobs,
                catalogueStore,
                operatorLog,
                defenceStore,
                patternOrders,
                disk,
                keyDirectory);
    }

    /** Killed, not switched off: all that was written is there. */
    public CoreFixture killAndRestart() {
        return restart(((PowerLossFileLayer) disk).kill());
    }

    public Registration register() {
        return register(Consents.ALL);
    }

    public Registration register(Consents consents) {
        return enrolment.register(codes.mint(1).getFirst(), Optional.of("a device"), consents);
    }

    public void importTitles(int n) {
        catalogue.importItems(IntStream.range(0, n).mapToObj(Samples::title).toList(), false);
    }

    /** An open session of this viewer. */
    public SyncSession session(Registration viewer) {
        SyncSession session = SyncSession.of("test");
        protocol.answer(session, connect(viewer.token()));
        return session;
    }

    public ServerFrame push(SyncSession session, Contribution... contributions) {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (Contribution c : contributions) {
            push.addContributions(WireCodec.toWire(c));
        }
        return answer(session, ClientFrame.newBuilder().setPush(push).build());
    }

    public ServerFrame answer(SyncSession session, ClientFrame frame) {
        return protocol.answer(session, frame).orElseThrow();
    }

    public static ClientFrame connect(String token) {
        return ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setProtocol(1).setToken(token).setClient("test/1"))
                .build();
    }

    public static ClientFrame pull(BankVersion since) {
        return ClientFrame.newBuilder()
                .setPull(PullRequest.newBuilder().setSince(WireCodec.toWire(since)))
                .build();
    }

    public static ClientFrame pull() {
        return ClientFrame.newBuilder()
                .setPull(PullRequest.getDefaultInstance())
                .build();
    }
}
