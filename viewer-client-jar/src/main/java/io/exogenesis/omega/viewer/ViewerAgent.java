package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.learn.LeavePolicy;
import io.exogenesis.omega.viewer.memory.AgentDb;
import io.exogenesis.omega.viewer.memory.AgentRecord;
import io.exogenesis.omega.viewer.memory.AgentState;
import io.exogenesis.omega.viewer.memory.Catalogue;
import io.exogenesis.omega.viewer.memory.MemoryTransfer;
import io.exogenesis.omega.viewer.memory.PrivateDirectory;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import io.exogenesis.omega.viewer.memory.ReflexionMemory;
import io.exogenesis.omega.viewer.memory.SkillLibrary;
import io.exogenesis.omega.viewer.sync.SyncWatch;
import io.exogenesis.omega.viewer.track.DecidedShowing;
import io.exogenesis.omega.viewer.track.WatchedTitle;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One viewer's agent: tracks, learns, recommends and syncs (specification §4.3).
 *
 * <pre>{@code
 * try (SharedModels shared = SharedModels.in(cache);
 *         ViewerAgent agent = ViewerAgent.open(config, shared)) {
 *     agent.initialize().join();
 *     agent.trackRating(new MediaId("6"), 4.5);
 *     agent.learnFromSession().join();
 *     agent.syncWithCore().join();
 *     agent.getRecommendations(ViewerContext.top(10)).join().forEach(r -> System.out.println(r.title() + ": " + r.reason()));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Calls that return a future never block the host's thread: they run on virtual threads, bounded by {@link
 * ViewerAgentConfig#queueLimit}; beyond it they fail with {@link AgentBusyException}, and after {@link #shutdown} with {@link
 * AgentClosedException}. A call sees all events that were tracked before it. What a future has confirmed survives a kill at any
 * moment. Without a Core everything works but {@link #syncWithCore}.
 */
public final class ViewerAgent implements AutoCloseable {
    private final ViewerAgentConfig config;
    private final SharedModels shared;
    private final boolean ownsShared;
    private final AgentDb db;
    private final AgentModels models;
    private final EventLane lane;
    private final Calls calls;
    private final ReasoningBank bank;
    private final ReflexionMemory reflexion;
    private final SkillLibrary skills;
    private final Sessions sessions;
    private final Recommendations recommendations;
    private final CoreLink core;

    private ViewerAgent(ViewerAgentConfig config, SharedModels shared, boolean ownsShared, AgentDb db) {
        this.config = config;
        this.shared = shared;
        this.ownsShared = ownsShared;
        this.db = db;
        this.models = new AgentModels(db, shared.models());
        this.lane = new EventLane(db);
        this.calls = new Calls(config.queueLimit());
        AgentTexts texts = new AgentTexts(shared, models);
        this.bank = new ReasoningBank(
                db, texts, calls, config.clock(), config.conflictStrategies(), config.minQualityThreshold());
        this.reflexion = new ReflexionMemory(db, texts, calls, config.clock());
        this.skills = new SkillLibrary(db, texts, calls, config.clock());
        LeavePolicy policy = new LeavePolicy(config.minQualityThreshold(), config.sampleSize());
        this.sessions = new Sessions(config, db, models, lane, policy);
        this.recommendations = new Recommendations(config, shared, db, models, lane, bank, skills);
        this.core = new CoreLink(config, shared, db, policy);
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

    private static ViewerAgent open(ViewerAgentConfig config, SharedModels shared, boolean ownsShared) {
        AgentDb db = memory(config);
        try {
            if (!db.isReadOnly()) {
                db.commit(state -> consents(state, config.consents()));
            }
            return new ViewerAgent(config, shared, ownsShared, db);
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    /**
     * The very first configuration decides for an owner who has not. What an earlier version put into the outbox under a consent
     * that covers less today, a sample of more than 50 titles, is taken out again.
     */
    private static List<AgentRecord> consents(AgentState state, Consents configured) {
        Consents now = state.consentsDecided() ? state.consents() : configured;
        boolean asTheyAre = now.equals(state.consents()) && state.outbox().coveredBy(now);
        return asTheyAre ? List.of() : List.of(new AgentRecord.ConsentsChanged(now));
    }

    private static AgentDb memory(ViewerAgentConfig config) {
        if (config.memoryKey().isEmpty()) {
            return AgentDb.open(config.viewerId(), config.stateDirectory(), config.maxLocalPatterns());
        }
        byte[] key = config.memoryKey().get().get();
        return AgentDb.openSealed(config.viewerId(), config.stateDirectory(), config.maxLocalPatterns(), key);
    }

    /**
     * Loads what is kept, pulls from the Core if there is one, and begins to sync every {@link ViewerAgentConfig#syncInterval}. A
     * Core that cannot be reached is no error: the agent works with what it has.
     */
    public CompletableFuture<Void> initialize() {
        return calls.run("init", () -> {
            core.firstPull();
            models.inUse();
            core.startAutomatic(this::syncWithCore);
            return done();
        });
    }

    /** A title was watched just now. */
    public CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed) {
        return trackView(media, duration, completed, now());
    }

    public CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed, Instant at) {
        return track(new ViewerEvent.View(media, duration, completed, at));
    }

    public CompletableFuture<Void> trackSearch(String query, List<MediaId> results, Optional<MediaId> selected) {
        return track(new ViewerEvent.Search(query, results, selected, now()));
    }

    /** A title was rated just now, on the five-star scale. */
    public CompletableFuture<Void> trackRating(MediaId media, double rating) {
        return trackRating(media, rating, now());
    }

    public CompletableFuture<Void> trackRating(MediaId media, double rating, Instant at) {
        return track(new ViewerEvent.Rating(media, rating, at));
    }

    public CompletableFuture<Void> trackSkip(MediaId media, Duration skipTime) {
        return track(new ViewerEvent.Skip(media, skipTime, now()));
    }

    public CompletableFuture<Void> trackBrowse(List<MediaId> path) {
        return track(new ViewerEvent.Browse(path, now()));
    }

    public CompletableFuture<Void> trackShare(MediaId media) {
        return track(new ViewerEvent.Share(media, now()));
    }

    /** Any event with its own time. Completes when it is durable. */
    public CompletableFuture<Void> track(ViewerEvent event) {
        return replay(List.of(event));
    }

    /** Many events as one durable batch, in the order given; counts as one call for the queue. */
    public CompletableFuture<Void> replay(List<ViewerEvent> events) {
        List<ViewerEvent> copy = List.copyOf(events);
        return calls.begin(() -> lane.submit(copy));
    }

    /**
     * Learns patterns of the four kinds from all that is remembered and ends the session. Needs a catalogue; titles that it does not know take no
     * part. What passes the quality gate leaves with the next sync, if the owner consented.
     *
     * @return the patterns learned, good and bad, at most {@value
     *     io.exogenesis.omega.viewer.learn.PatternLearner#MAX_PATTERNS}
     */
    public CompletableFuture<List<ExogenesisPattern>> learnFromSession() {
        return calls.run("learn", () -> AgentEvents.learn(config.viewerId(), sessions::learn));
    }

    /**
     * The best unseen titles for a moment, each with its true reason and the parts of its score. Only reads: nothing is recorded
     * and nothing written, so it works with a full or read-only disk, too. Call {@link #shown(RecommendationList)} when the
     * viewer sees the list. Works offline from the first second; an empty answer says why.
     */
    public CompletableFuture<RecommendationList> getRecommendations(ViewerContext context) {
        return calls.run(
                "recommend",
                () -> AgentEvents.recommend(config.viewerId(), context.k(), () -> recommendations.best(context)));
    }

    /**
     * The viewer was shown a list of this agent. The first {@value io.exogenesis.omega.viewer.track.ShownList#MAX_PLACES} titles
     * count: what is turned down or passed over again and again stays away for a while. A list counts once, however often this
     * is called with it; one that was made for a query does not count at all.
     *
     * @return completes when it is durable; fails if the disk does, and then the same list may be told again
     */
    public CompletableFuture<Void> shown(RecommendationList list) {
        return calls.begin(() -> recommendations.shown(list));
    }

    /** The same for a list that the host put together itself, for instance from {@link #rank}; each call is a list of its own. */
    public CompletableFuture<Void> shown(List<MediaId> titles) {
        List<MediaId> copy = List.copyOf(titles);
        return calls.begin(() -> recommendations.shown(copy));
    }

    /** The last showings whose end is known, with their propensities, oldest first; they never leave the device. */
    public List<DecidedShowing> decidedShowings() {
        return db.read(s -> s.showings().decided());
    }

    /**
     * All unseen titles of the catalogue, best first: a strict total order (ties by media id). Computed on the caller's thread,
     * from what is durable. Empty without a catalogue. The scorer alone decides, and nothing counts as shown.
     */
    public List<MediaId> rank(RankMode mode) {
        return recommendations.rank(mode);
    }

    /**
     * Pushes what may leave, pulls what the others have learned, and applies it. Tries again as {@link
     * ViewerAgentConfig#retry} says. One sync at a time: a call during a sync gets that one's report.
     *
     * <p>Fails with {@link SyncFailedException} when it is given up; nothing is lost then.
     */
    public CompletableFuture<SyncReport> syncWithCore() {
        return syncWithCore(SyncWatch.NONE);
    }

    /**
     * {@link #syncWithCore()}, followed by {@code control}, which can give it up. A call during a sync gets that one's report, and
     * its control neither hears of it nor ends it.
     */
    public CompletableFuture<SyncReport> syncWithCore(SyncControl control) {
        return syncWithCore(control.watch());
    }

    private CompletableFuture<SyncReport> syncWithCore(SyncWatch watch) {
        return core.joined(
                watch,
                () -> calls.run(
                        "sync",
                        () -> AgentEvents.sync(config.viewerId(), () -> {
                            lane.submit(List.of()).join();
                            return core.coordinator().sync(watch);
                        })));
    }

    /**
     * What the owner agrees to, from now on. What may not leave any more is taken out of the outbox before the future completes;
     * the Core hears of a withdrawal at once if it can be reached, otherwise with the next sync, and erases what it still holds. A
     * larger sample that is given or withdrawn makes a sample of the size that counts now due with the next sync.
     */
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

    /** What the owner agrees to now. */
    public Consents consents() {
        return db.read(AgentState::consents);
    }

    /**
     * The exact messages that a sync beginning now would push, and nothing else leaves about the owner: patterns that pass the
     * gate (of what the owner likes, of when and how it watches, of what searches and explored places brought, of which way of
     * recommending works: {@link KindsInWords}), the sample if the history or its size changed since the last one (it leaves at most once a sync), summaries of ended sessions,
     * counts of what became of what the Core's model showed. Beside them a sync carries the token, the consents and the versions the agent holds.
     *
     * <p>Only where the Core's count of contributions differs from the agent's (after a withdrawal, or when the Core was restored)
     * the sequence numbers may still change; what they number does not.
     */
    public List<PushPatterns> whatWouldLeave() {
        return core.preview();
    }

    /** Patterns: the host's own, the viewer's and the bank's. */
    public ReasoningBank reasoningBank() {
        return bank;
    }

    /** Episodes: the host's own and the viewer's choices. */
    public ReflexionMemory reflexion() {
        return reflexion;
    }

    /** Skills of the host, and those that episodes became. */
    public SkillLibrary skills() {
        return skills;
    }

    /**
     * Copies the memory as of now into a directory that does not exist yet; it can be opened as any other state directory.
     * Catalogue and item model are not copied: they come from the Core.
     */
    public CompletableFuture<Void> snapshotTo(Path directory) {
        return calls.run("snapshot", () -> {
            lane.submit(List.of()).join();
            db.snapshotTo(config.stateDirectory(), directory);
            return done();
        });
    }

    /** Writes what the host stored as JSON Lines: patterns, episodes, skills and links, with their vectors. Blocks. */
    public void exportMemory(Writer out) {
        lane.submit(List.of()).join();
        new MemoryTransfer(db).export(out);
    }

    /**
     * Reads what {@link #exportMemory} wrote, here or of another agent; what is there already stays as it is. Blocks.
     *
     * @throws ViewerException if a line cannot be read, naming it; nothing is imported then
     */
    public MemoryTransfer.Imported importMemory(Reader in) {
        return new MemoryTransfer(db).load(in);
    }

    /** Makes the files of the memory as small as they get; happens by itself when they have grown. */
    public CompletableFuture<Void> compact() {
        return calls.run("compact", () -> {
            db.compactNow();
            return done();
        });
    }

    /**
     * What the owner rated, watched or left, oldest first; it never leaves the device. {@link WatchedTitle#seen} tells what counts as
     * seen: a title that was only skipped, or left within 25 minutes, does not.
     */
    public List<WatchedTitle> history() {
        return db.read(s -> s.titles().oldestFirst());
    }

    /** The titles that can be recommended, in the catalogue's order; empty without one. Names in it are data from outside. */
    public List<MediaItem> catalogue() {
        return models.inUse().catalogue().map(Catalogue::items).orElse(List.of());
    }

    /** A title of the catalogue. */
    public Optional<MediaItem> title(MediaId media) {
        return models.inUse().catalogue().flatMap(c -> c.find(media));
    }

    /** The patterns learned on this device, as the last {@link #learnFromSession} left them; they never leave unasked. */
    public List<ExogenesisPattern> patterns() {
        return db.read(s -> List.copyOf(s.localPatterns()));
    }

    /** Asks each endpoint of the Core whether it answers, has the pinned key and knows the token; changes nothing. */
    public CompletableFuture<List<CoreCheck>> checkCore() {
        return calls.run("check", core::check);
    }

    /** The agent's account of what it handed over. */
    public Ledger ledger() {
        return db.read(s -> s.outbox().ledger());
    }

    public ViewerStats stats() {
        AgentModels.InUse inUse = models.inUse();
        var journal = db.journal();
        return db.read(s -> new ViewerStats(
                config.viewerId(),
                shared.embedderName(),
                s.events(),
                s.titles().size(),
                s.choiceCount() + s.storedEpisodes(),
                s.localPatternCount(),
                s.bankPatternCount(),
                s.outbox().pending().size(),
                s.bank(),
                inUse.itemModel().isPresent() ? s.models().itemModel() : 0,
                inUse.catalogue().map(Catalogue::version).orElse(0L),
                inUse.catalogue().map(Catalogue::size).orElse(0),
                core.lastTransport(),
                s.consents(),
                journal.bytes(),
                journal.tornBytesRecovered()));
    }

    /**
     * Takes no more calls, lets those under way finish (a sync between two attempts is given up), and releases everything. What
     * was tracked is durable, what waits in the outbox stays for the next start. Twice is harmless.
     */
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread.ofVirtual().name("omega-viewer-shutdown").start(() -> {
            try {
                close();
                closed.complete(null);
            } catch (RuntimeException | Error e) {
                closed.completeExceptionally(e);
            }
        });
        return closed;
    }

    /** {@link #shutdown()}, waited for. */
    @Override
    public void close() {
        if (!calls.close()) {
            return;
        }
        core.stop();
        calls.awaitDone();
        try {
            db.close();
        } finally {
            core.close();
            if (ownsShared) {
                shared.close();
            }
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
