package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
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

/**
 * One viewer's agent: tracks, learns, recommends and syncs (specification §4.3).
 *
 * <pre>{@code
 * try (ViewerRuntime shared = ViewerRuntime.in(cache);
 *         ViewerAgent agent = shared.open(config)) {
 *     agent.initialize().join();
 *     agent.trackRating(new MediaId("6"), 4.5);
 *     agent.learnFromSession().join();
 *     agent.syncWithCore().join();
 *     agent.getRecommendations(ViewerContext.top(10)).join().forEach(r -> System.out.println(r.title() + ": " + r.reason()));
 * }
 * }</pre>
 *
 * <p>Thread-safe. A future may be cancelled, completed by the caller, timed out or ignored: that ends the waiting, not the
 * work, and no other call notices. Calls that return a future never block the host's thread: they run on virtual threads, bounded by {@link
 * ViewerAgentConfig#queueLimit}; beyond it they fail with {@link AgentBusyException}, and after {@link #shutdown} with {@link
 * AgentClosedException}. A call sees all events that were tracked before it. What a future has confirmed survives a kill at any
 * moment. Without a Core everything works but {@link #syncWithCore}.
 */
public interface ViewerAgent extends AutoCloseable {
    /**
     * Longest time that {@link #close} waits for the network and for the host's reactions to futures: 5 s. What the disk takes comes
     * on top.
     */
    Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Loads what is kept and begins to sync every {@link ViewerAgentConfig#syncInterval}. Completes without waiting for the network. An
     * agent that has never heard from its Core, or has lost the Core's models, begins to pull beside it: {@link #firstPull}. A Core
     * that cannot be reached is no error: the agent works with what it has. Calling it again starts no second series of syncs.
     */
    CompletableFuture<Void> initialize();

    /**
     * Completes when the pull that {@link #initialize} began has ended, whether or not the Core answered; at once if none is under
     * way. After it, an agent whose Core answered has a catalogue.
     */
    CompletableFuture<Void> firstPull();

    /** A title was watched just now. */
    CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed);

    default CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed, Instant at) {
        return track(new ViewerEvent.View(media, duration, completed, at));
    }

    /** A search just now, of which nothing was chosen. */
    CompletableFuture<Void> trackSearch(String query, List<MediaId> results);

    /** A search just now, and what was chosen of its results. */
    CompletableFuture<Void> trackSearch(String query, List<MediaId> results, MediaId selected);

    default CompletableFuture<Void> trackSearch(String query, List<MediaId> results, Instant at) {
        return track(ViewerEvent.Search.of(query, results, at));
    }

    default CompletableFuture<Void> trackSearch(String query, List<MediaId> results, MediaId selected, Instant at) {
        return track(ViewerEvent.Search.of(query, results, selected, at));
    }

    /** A title was rated just now, on the five-star scale. */
    CompletableFuture<Void> trackRating(MediaId media, double rating);

    default CompletableFuture<Void> trackRating(MediaId media, double rating, Instant at) {
        return track(new ViewerEvent.Rating(media, rating, at));
    }

    /** A title was left just now, after {@code skipTime}. */
    CompletableFuture<Void> trackSkip(MediaId media, Duration skipTime);

    default CompletableFuture<Void> trackSkip(MediaId media, Duration skipTime, Instant at) {
        return track(new ViewerEvent.Skip(media, skipTime, at));
    }

    /** Titles were looked at just now, in this order, and none was started. */
    CompletableFuture<Void> trackBrowse(List<MediaId> path);

    default CompletableFuture<Void> trackBrowse(List<MediaId> path, Instant at) {
        return track(new ViewerEvent.Browse(path, at));
    }

    /** A title was recommended to somebody just now. */
    CompletableFuture<Void> trackShare(MediaId media);

    default CompletableFuture<Void> trackShare(MediaId media, Instant at) {
        return track(new ViewerEvent.Share(media, at));
    }

    /** Any event with its own time. Completes when it is durable. */
    default CompletableFuture<Void> track(ViewerEvent event) {
        return replay(List.of(event));
    }

    /** Many events as one durable batch, in the order given; counts as one call for the queue. */
    CompletableFuture<Void> replay(List<ViewerEvent> events);

    /**
     * Learns patterns of the four kinds from all that is remembered and ends the session. Needs a catalogue; titles that it does not know take no
     * part. What passes the quality gate leaves with the next sync, if the owner consented.
     *
     * @return the patterns learned, good and bad, at most {@value
     *     io.exogenesis.omega.viewer.internal.learn.PatternLearner#MAX_PATTERNS}
     */
    CompletableFuture<List<ExogenesisPattern>> learnFromSession();

    /**
     * The best unseen titles for a moment, each with its true reason and the parts of its score. Only reads: nothing is recorded
     * and nothing written, so it works with a full or read-only disk, too. Call {@link #shown(RecommendationList)} when the
     * viewer sees the list. Works offline from the first second; an empty answer says why.
     */
    CompletableFuture<RecommendationList> getRecommendations(ViewerContext context);

    /**
     * The viewer was shown a list of this agent. The first {@value io.exogenesis.omega.viewer.internal.track.ShownList#MAX_PLACES} titles
     * count: what is turned down or passed over again and again stays away for a while. A list counts once, however often this
     * is called with it; one that was made for a query does not count at all.
     *
     * @return completes when it is durable; fails if the disk does, and then the same list may be told again
     */
    CompletableFuture<Void> shown(RecommendationList list);

    /** The same for a list that the host put together itself, for instance from {@link #rank}; each call is a list of its own. */
    CompletableFuture<Void> shown(List<MediaId> titles);

    /** The last showings whose end is known, with their propensities, oldest first; they never leave the device. */
    List<DecidedImpression> decidedImpressions();

    /**
     * All unseen titles of the catalogue, best first: a strict total order (ties by media id). Computed on the caller's thread,
     * from what is durable. Empty without a catalogue. The scorer alone decides, and nothing counts as shown.
     */
    List<MediaId> rank(RankMode mode);

    /**
     * Pushes what may leave, pulls what the others have learned, and applies it. Tries again as {@link
     * ViewerAgentConfig#retry} says. One sync at a time: a call during a sync gets that one's report.
     *
     * <p>Fails with {@link SyncFailedException} when it is given up; nothing is lost then.
     */
    CompletableFuture<SyncReport> syncWithCore();

    /**
     * {@link #syncWithCore()}, followed by {@code control}, which can give it up. A call during a sync gets that one's report, and
     * its control neither hears of it nor ends it.
     */
    CompletableFuture<SyncReport> syncWithCore(SyncControl control);

    /**
     * What the owner agrees to, from now on. What may not leave any more is taken out of the outbox before the future completes;
     * the Core hears of a withdrawal at once if it can be reached, otherwise with the next sync, and erases what it still holds. A
     * larger sample that is given or withdrawn makes a sample of the size that counts now due with the next sync.
     */
    CompletableFuture<Void> changeConsents(Consents consents);

    /** What the owner agrees to now. */
    Consents consents();

    /**
     * Forgets a title: its place in the history, the choices and showings of it, searches that named it, the host's episodes about it, and
     * what waits in the outbox and names it. When the future completes, no file of the state directory has a byte of that. Catalogue and
     * models, which are the same for everybody, stay, and so does what a host wrote about it into texts of its own.
     *
     * <p>If the title was in the history, the patterns learned on this device go with it, since it cannot be told which of them it
     * shaped: {@link #learnFromSession} learns them anew without it, and the next sync puts a new sample in place of the one the
     * Core has. Counts of sessions stay.
     *
     * <p>Fails with {@link MemoryUnavailableException} if the disk does; call it again then.
     */
    CompletableFuture<Void> forget(MediaId title);

    /**
     * Forgets all that was tracked, shown, learned and stored, on the disk as well, as {@link #forget} does. Consents, the token and what
     * the Core sent to everybody stay. With the next sync the Core erases what this viewer contributed, as after a withdrawal;
     * what is agreed to leaves again from then on.
     */
    CompletableFuture<Void> forgetEverything();

    /**
     * All contributions that a sync beginning now would push, and nothing else leaves about the owner: patterns that pass the
     * gate (of what the owner likes, of when and how it watches, of what searches and explored places brought, of which way of
     * recommending works: {@link KindsInWords}), the sample if the history or its size changed since the last one (it leaves at most once a sync), summaries of ended sessions,
     * counts of what became of what the Core's model showed. Beside them a sync carries the token, the consents and the versions the agent holds.
     *
     * <p>Only where the Core's count of contributions differs from the agent's (after a withdrawal, or when the Core was restored)
     * the sequence numbers may still change; what they number does not.
     */
    List<OutgoingMessage> whatWouldLeave();

    /** Patterns: the host's own, the viewer's and the bank's. */
    ReasoningBank reasoningBank();

    /** Episodes: the host's own and the viewer's choices. */
    ReflexionMemory reflexion();

    /** Skills of the host, and those that episodes became. */
    SkillLibrary skills();

    /**
     * Copies the memory as of now into a directory that does not exist yet; it can be opened as any other state directory.
     * Catalogue and item model are not copied: they come from the Core.
     */
    CompletableFuture<Void> snapshotTo(Path directory);

    /** Writes what the host stored as JSON Lines: patterns, episodes, skills and links, with their vectors. Blocks. */
    void exportMemory(Writer out);

    /**
     * Reads what {@link #exportMemory} wrote, here or of another agent; what is there already stays as it is. Blocks.
     *
     * @throws ViewerException if a line cannot be read, naming it; nothing is imported then
     */
    ImportedEntries importMemory(Reader in);

    /** Makes the files of the memory as small as they get; happens by itself when they have grown. */
    CompletableFuture<Void> compact();

    /**
     * What the owner rated, watched or left, oldest first; it never leaves the device. {@link WatchedTitle#seen} tells what counts as
     * seen: a title that was only skipped, or left within 25 minutes, does not.
     */
    List<WatchedTitle> history();

    /** The titles that can be recommended, in the catalogue's order; empty without one. Names in it are data from outside. */
    List<MediaItem> catalogue();

    /** A title of the catalogue; empty if it has none of this id. */
    Optional<MediaItem> getTitle(MediaId media);

    /** The patterns learned on this device, as the last {@link #learnFromSession} left them; they never leave unasked. */
    List<ExogenesisPattern> patterns();

    /** Asks each endpoint of the Core whether it answers, has the pinned key and knows the token; changes nothing. */
    CompletableFuture<List<CoreCheck>> checkCore();

    /**
     * What the Core signed of its bank, the newest first: of the last 32 versions that this agent was given. To compare with other viewers
     * or with what the operator sees.
     */
    default List<BankProof> bankProofs() {
        return List.of();
    }

    /** The agent's account of what it handed over. */
    Ledger ledger();

    ViewerStats stats();

    /**
     * Takes no more calls, lets those under way finish, and releases everything. What was tracked is durable, what waits in the
     * outbox stays for the next start. A sync between two attempts is given up at once; an exchange with the Core is given up after
     * {@link ViewerAgentConfig#exchangeTimeout}, at most 4 s. Reactions to futures that run then (in {@code thenRun} and the like) are
     * waited for 1 s, except those that wait for the close themselves. So the close ends within {@link #CLOSE_TIMEOUT} and what the
     * disk takes. May be called again, from any thread: every call completes when the agent is closed.
     */
    CompletableFuture<Void> shutdown();

    /** {@link #shutdown()}, waited for. An interrupt does not end the waiting; the thread is still interrupted afterwards. */
    @Override
    void close();
}
