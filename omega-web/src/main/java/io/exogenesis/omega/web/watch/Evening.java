package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One browser session: an agent with a home directory of its own, which ends with it. Without a consent the agent knows no address of
 * the Core; with the first one it joins, and with the last one withdrawn it is without an address again. Thread-safe: changes of one
 * evening come one after the other, whichever tab they are from.
 */
class Evening {
    private static final System.Logger LOG = System.getLogger(Evening.class.getName());
    /** Titles of the list that a page shows, and that is compared. */
    private static final int LIST = 18;

    /** Searches that an export names; older ones are forgotten. */
    private static final int MAX_SEARCHES = 200;

    /** How an agent is opened: offline without a registration. */
    interface Opening extends Function<Optional<Registration>, ViewerAgent> {}

    private final ViewerId viewer;
    private final Path home;
    private final Opening opening;
    private final Membership core;
    private final InstantSource clock;
    private final Instant begun;
    private final Deque<Searched> searches = new ArrayDeque<>();
    private ViewerAgent agent;
    private @Nullable Registration registration;
    private boolean online;
    /** Events since it learned last. */
    private int news;

    private boolean over;

    /** So many answers make what is learned worth sending: as many as the first evening asks for. */
    private static final int LEARNED_EVERY = 5;

    /** A search of this evening. */
    record Searched(String text, Instant at) {}

    /** @param home made by the agent, deleted at the end */
    Evening(ViewerId viewer, Path home, Opening opening, Membership core, InstantSource clock) {
        this.viewer = viewer;
        this.home = home;
        this.opening = opening;
        this.core = core;
        this.clock = clock;
        this.begun = clock.instant();
        this.agent = opening.apply(Optional.empty());
    }

    Instant begun() {
        return begun;
    }

    /** Its name at the Core; empty while it takes no part. */
    synchronized Optional<ViewerId> member() {
        return online ? Optional.of(viewer) : Optional.empty();
    }

    /** The best unseen titles, only read. */
    synchronized RecommendationList best(ViewerContext context) {
        return await(agent.getRecommendations(context));
    }

    /**
     * Titles for a page.
     *
     * @param titles best first
     * @param emptyReason why the agent has none
     */
    record Offer(List<Recommendation> titles, Optional<RecommendationList.EmptyReason> emptyReason) {
        List<MediaId> ids() {
            return titles.stream().map(Recommendation::mediaId).toList();
        }
    }

    /**
     * The best unseen titles without those that this viewer turned down: an agent may offer them again, a page on which somebody just said
     * "not for me" must not.
     *
     * @param genres of which a title must have one; empty: any title
     */
    synchronized Offer offered(int most, List<String> genres) {
        Set<MediaId> turnedDown = agent.history().stream()
                .filter(w -> !w.seen())
                .map(WatchedTitle::media)
                .collect(Collectors.toSet());
        int asked = Math.min(most + turnedDown.size(), ViewerContext.MAX_K);
        RecommendationList all = best(ViewerContext.top(asked).withGenres(genres));
        return new Offer(
                all.stream()
                        .filter(r -> !turnedDown.contains(r.mediaId()))
                        .limit(most)
                        .toList(),
                all.emptyReason());
    }

    /** The list stood on a page: what is passed over again and again makes room. */
    synchronized void shown(Offer offer) {
        var _ = agent.shown(offer.ids());
    }

    /** Place of a title among all unseen ones, from 1 on; 0 if it was seen or is unknown. */
    synchronized int placeOf(MediaId title) {
        boolean shared = agent.stats().models().itemModelVersion() > 0;
        return agent.rank(shared ? RankMode.FEDERATED : RankMode.ALONE).indexOf(title) + 1;
    }

    /** Records what the viewer did with a title, durably, and says what it changed in the list. */
    synchronized Change change(MediaId title, Act act) {
        List<MediaId> before = offered(LIST, List.of()).ids();
        Optional<ViewerEvent> event = act.event(title, clock.instant());
        await(event.isPresent() ? agent.track(event.get()) : agent.forget(title));
        news++;
        if (online && news >= LEARNED_EVERY) {
            learn();
        }
        return new Change(before, offered(LIST, List.of()));
    }

    /** Records a search and what it offered. */
    synchronized void searched(String text, List<MediaId> results) {
        searches.addLast(new Searched(text, clock.instant()));
        if (searches.size() > MAX_SEARCHES) {
            searches.removeFirst();
        }
        await(agent.trackSearch(text, results));
        news++;
    }

    synchronized List<Searched> searches() {
        return List.copyOf(searches);
    }

    /** What was rated, watched or left, oldest first. */
    synchronized List<WatchedTitle> history() {
        return agent.history();
    }

    synchronized Optional<WatchedTitle> remembered(MediaId title) {
        return agent.history().stream().filter(w -> w.media().equals(title)).findFirst();
    }

    synchronized Consents consents() {
        return agent.consents();
    }

    /** What the agent learned of all that is remembered. */
    synchronized List<ExogenesisPattern> patterns() {
        return agent.patterns();
    }

    /** Contributions that the Core acknowledged. */
    synchronized long acknowledged() {
        return agent.ledger().acknowledged();
    }

    /**
     * From now on this is agreed to, and nothing else. The first consent joins the Core and begins to sync; without any the agent
     * has no address of the Core any more, and the Core erases what it had.
     */
    synchronized void consent(Consents now) {
        boolean nothing = now.equals(Consents.NONE);
        await(agent.changeConsents(now));
        if (nothing && online) {
            core.withdraw(viewer, now);
            online = false;
            reopen(Optional.empty());
        } else if (!nothing && !online) {
            Registration known = registration;
            if (known == null) {
                known = core.join(viewer, now);
                registration = known;
            }
            online = true;
            reopen(Optional.of(known));
        }
        if (online) {
            learn();
            var _ = agent.syncWithCore().exceptionally(e -> {
                LOG.log(Level.DEBUG, "an evening's sync will be tried again: {0}", e.getMessage());
                return null;
            });
        }
    }

    /** Not without news: each time ends a session, and sessions are counted where their counts may leave. */
    private void learn() {
        if (news > 0) {
            await(agent.learnFromSession());
            news = 0;
        }
    }

    private void reopen(Optional<Registration> as) {
        agent.close();
        agent = opening.apply(as);
        if (as.isPresent()) {
            await(agent.initialize());
        }
    }

    /**
     * What a sync beginning now would push. An agent without an address shows what all consents together would let leave: nothing can,
     * and whoever decides sees it beforehand.
     */
    synchronized List<OutgoingMessage> leaving() {
        learn();
        if (online) {
            return agent.whatWouldLeave();
        }
        await(agent.changeConsents(Consents.ALL.withLargeSample(true)));
        try {
            return agent.whatWouldLeave();
        } finally {
            await(agent.changeConsents(Consents.NONE));
        }
    }

    /** Ends it: the agent closes, the Core forgets the viewer, the home is deleted. Again: nothing happens. */
    synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        try {
            agent.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "an evening''s agent was not closed in order: {0}", e.getMessage());
        }
        if (registration != null) {
            core.leave(viewer);
        }
        try {
            delete(home);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "an evening''s home stays until the next start: {0}", e.getMessage());
        }
    }

    /** Deletes a directory and all that is in it; links are deleted and not followed. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path left, @Nullable IOException e) throws IOException {
                    Files.delete(left);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
