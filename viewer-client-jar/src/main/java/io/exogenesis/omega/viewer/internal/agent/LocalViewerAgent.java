package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.viewer.CoreCheck;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.SyncControl;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalReflexionMemory;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.MemoryTransfer;
import io.exogenesis.omega.viewer.internal.store.PrivateDirectory;
import io.exogenesis.omega.viewer.internal.sync.ControlledSync;
import io.exogenesis.omega.viewer.internal.sync.OutgoingMessages;
import io.exogenesis.omega.viewer.internal.sync.SyncWatch;
import io.exogenesis.omega.viewer.memory.ImportedEntries;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import io.exogenesis.omega.viewer.memory.ReflexionMemory;
import io.exogenesis.omega.viewer.memory.SkillLibrary;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@link ViewerAgent} of one state directory. Thread-safe. */
public final class LocalViewerAgent implements ViewerAgent {
    private final ViewerAgentConfig config;
    private final SharedModels shared;
    private final boolean ownsShared;
    private final AgentDb db;
    private final AgentModels models;
    private final CallExecutor calls;
    private final LocalReasoningBank bank;
    private final LocalReflexionMemory reflexion;
    private final LocalSkillLibrary skills;
    private final Sessions sessions;
    private final Recommendations recommendations;
    private final CoreLink core;
    private final AgentClosing closing;

    private LocalViewerAgent(ViewerAgentConfig config, SharedModels shared, boolean ownsShared, AgentDb db) {
        this.config = config;
        this.shared = shared;
        this.ownsShared = ownsShared;
        this.db = db;
        this.models = new AgentModels(db, shared.models());
        this.calls = new CallExecutor(config.queueLimit());
        AgentTexts texts = new AgentTexts(() -> shared.embedder().get(config), models);
        this.bank = new LocalReasoningBank(
                db, texts, calls, config.clock(), config.conflictStrategies(), config.minQualityThreshold());
        this.reflexion = new LocalReflexionMemory(db, texts, calls, config.clock());
        this.skills = new LocalSkillLibrary(db, texts, calls, config.clock());
        LeavePolicy policy = new LeavePolicy(config.minQualityThreshold(), config.sampleSize());
        this.sessions = new Sessions(config, db, models, policy);
        this.recommendations = new Recommendations(config, shared, db, models, bank, skills);
        this.core = new CoreLink(config, shared, db, policy);
        this.closing = new AgentClosing(calls, core, db, config.exchangeTimeout(), this::released);
    }

    /** An agent by itself; catalogue and item model are kept in its state directory. */
    public static ViewerAgent open(ViewerAgentConfig config) {
        PrivateDirectory.make(config.stateDirectory());
        SharedModels own = SharedModels.in(config.stateDirectory().resolve("models"));
        try {
            return open(config, own, true);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    /**
     * One of many agents of a process. On a read-only file system it recommends and answers, but remembers and syncs nothing: such
     * calls fail with {@link MemoryUnavailableException}.
     *
     * @throws io.exogenesis.omega.journal.DirectoryLockedException if the state directory is in use, naming the process
     * @throws ViewerException if the state directory belongs to another viewer or a newer version
     * @throws io.exogenesis.omega.journal.JournalException if the journal is damaged or the disk fails
     */
    public static ViewerAgent open(ViewerAgentConfig config, SharedModels shared) {
        return open(config, shared, false);
    }

    /** On a thread of its own, since an interrupt of the caller's would close the files that it reads. */
    private static ViewerAgent open(ViewerAgentConfig config, SharedModels shared, boolean ownsShared) {
        Optional<byte[]> key = ConfiguredMemory.key(config);
        return CallExecutor.await(CompletableFuture.supplyAsync(
                () -> opened(config, key, shared, ownsShared),
                work -> Thread.ofVirtual().name("omega-viewer-open").start(work)));
    }

    private static ViewerAgent opened(
            ViewerAgentConfig config, Optional<byte[]> key, SharedModels shared, boolean ownsShared) {
        AgentDb db = ConfiguredMemory.open(config, key);
        try {
            LocalViewerAgent agent = new LocalViewerAgent(config, shared, ownsShared, db);
            shared.opened(agent);
            return agent;
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> initialize() {
        return calls.run("init", () -> {
            core.beginFirstPull(calls, models.complete());
            core.startAutomatic(this::syncWithCore);
            core.startPush(calls);
            return done();
        });
    }

    @Override
    public CompletableFuture<Void> firstPull() {
        return calls.copy(core.firstPull());
    }

    @Override
    public CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed) {
        return trackView(media, duration, completed, now());
    }

    @Override
    public CompletableFuture<Void> trackSearch(String query, List<MediaId> results) {
        return trackSearch(query, results, now());
    }

    @Override
    public CompletableFuture<Void> trackSearch(String query, List<MediaId> results, MediaId selected) {
        return trackSearch(query, results, selected, now());
    }

    @Override
    public CompletableFuture<Void> trackRating(MediaId media, double rating) {
        return trackRating(media, rating, now());
    }

    @Override
    public CompletableFuture<Void> trackSkip(MediaId media, Duration skipTime) {
        return trackSkip(media, skipTime, now());
    }

    @Override
    public CompletableFuture<Void> trackBrowse(List<MediaId> path) {
        return trackBrowse(path, now());
    }

    @Override
    public CompletableFuture<Void> trackShare(MediaId media) {
        return trackShare(media, now());
    }

    @Override
    public CompletableFuture<Void> replay(List<ViewerEvent> events) {
        List<AgentRecord.Tracked> steps =
                events.stream().map(AgentRecord.Tracked::new).toList();
        return calls.begin(() -> db.submit(steps));
    }

    @Override
    public CompletableFuture<List<ExogenesisPattern>> learnFromSession() {
        return calls.run("learn", () -> AgentEvents.learn(config.viewerId(), sessions::learn));
    }

    @Override
    public CompletableFuture<RecommendationList> getRecommendations(ViewerContext context) {
        return calls.run(
                "recommend",
                () -> AgentEvents.recommend(config.viewerId(), context.k(), () -> recommendations.best(context)));
    }

    @Override
    public CompletableFuture<Void> shown(RecommendationList list) {
        return calls.begin(() -> recommendations.shown(list));
    }

    @Override
    public CompletableFuture<Void> shown(List<MediaId> titles) {
        List<MediaId> copy = List.copyOf(titles);
        return calls.begin(() -> recommendations.shown(copy));
    }

    @Override
    public List<DecidedImpression> decidedImpressions() {
        return db.read(s -> s.showings().decided());
    }

    @Override
    public List<MediaId> rank(RankMode mode) {
        return recommendations.rank(mode);
    }

    @Override
    public CompletableFuture<SyncReport> syncWithCore() {
        return syncWithCore(SyncWatch.NONE);
    }

    @Override
    public CompletableFuture<SyncReport> syncWithCore(SyncControl control) {
        return syncWithCore(new ControlledSync(control));
    }

    private CompletableFuture<SyncReport> syncWithCore(SyncWatch watch) {
        return calls.copy(core.joined(
                watch,
                () -> calls.run(
                        "sync",
                        () -> AgentEvents.sync(config.viewerId(), () -> {
                            db.settled().join();
                            return core.coordinator().sync(watch);
                        }))));
    }

    @Override
    public CompletableFuture<Void> changeConsents(Consents consents) {
        return calls.run("consents", () -> {
            Consents before = consents();
            db.commit(state -> List.of(new AgentRecord.ConsentsChanged(consents)));
            if (before.withdrawnBy(consents)) {
                core.tellSoon(calls);
            }
            return done();
        });
    }

    @Override
    public Consents consents() {
        return db.read(AgentState::consents);
    }

    @Override
    public CompletableFuture<Void> forget(MediaId title) {
        return erase(new AgentRecord.TitleForgotten(title));
    }

    @Override
    public CompletableFuture<Void> forgetEverything() {
        return erase(new AgentRecord.EverythingForgotten());
    }

    private CompletableFuture<Void> erase(AgentRecord step) {
        return calls.run("forget", () -> {
            db.settled().join();
            db.erase(step);
            return done();
        });
    }

    @Override
    public List<OutgoingMessage> whatWouldLeave() {
        return OutgoingMessages.of(core.preview());
    }

    @Override
    public ReasoningBank reasoningBank() {
        return bank;
    }

    @Override
    public ReflexionMemory reflexion() {
        return reflexion;
    }

    @Override
    public SkillLibrary skills() {
        return skills;
    }

    @Override
    public CompletableFuture<Void> snapshotTo(Path directory) {
        return calls.run("snapshot", () -> {
            db.settled().join();
            db.snapshotTo(config.stateDirectory(), directory);
            return done();
        });
    }

    @Override
    public void exportMemory(Writer out) {
        db.settled().join();
        new MemoryTransfer(db).export(out);
    }

    @Override
    public ImportedEntries importMemory(Reader in) {
        return CallExecutor.await(calls.run("import", () -> new MemoryTransfer(db).load(in)));
    }

    @Override
    public CompletableFuture<Void> compact() {
        return calls.run("compact", () -> {
            db.compactNow();
            return done();
        });
    }

    @Override
    public List<WatchedTitle> history() {
        return db.read(s -> s.titles().oldestFirst());
    }

    @Override
    public List<MediaItem> catalogue() {
        return models.inUse().catalogue().map(Catalogue::items).orElse(List.of());
    }

    @Override
    public Optional<MediaItem> getTitle(MediaId media) {
        return models.inUse().catalogue().flatMap(c -> c.find(media));
    }

    @Override
    public List<ExogenesisPattern> patterns() {
        return db.read(s -> List.copyOf(s.localPatterns()));
    }

    @Override
    public CompletableFuture<List<CoreCheck>> checkCore() {
        return calls.run("check", core::check);
    }

    @Override
    public Ledger ledger() {
        return db.read(s -> s.outbox().ledger());
    }

    @Override
    public List<BankProof> bankProofs() {
        return core.proofs();
    }

    @Override
    public ViewerStats stats() {
        return AgentStats.of(config.viewerId(), db, models.inUse(), shared, core);
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        // completed elsewhere: what a host hangs on its copy holds up nobody else
        return closing.begin().whenCompleteAsync((value, error) -> {}, Thread::startVirtualThread);
    }

    @Override
    public void close() {
        CallExecutor.await(closing.begin());
    }

    private void released() {
        models.release();
        shared.closed(this);
        if (ownsShared) {
            shared.close();
        }
    }

    private Instant now() {
        return config.clock().instant();
    }

    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void>
    private static Void done() {
        return null;
    }
}
