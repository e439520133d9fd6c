package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.agent.PreparedList.Showing;
import io.exogenesis.omega.viewer.internal.memory.Jury;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.recommend.Knowledge;
import io.exogenesis.omega.viewer.internal.recommend.Offer;
import io.exogenesis.omega.viewer.internal.recommend.Ranking;
import io.exogenesis.omega.viewer.internal.recommend.Recommender;
import io.exogenesis.omega.viewer.internal.recommend.RequestContext;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.internal.track.ImpressionLog;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An agent's recommendations, and what it is told of having shown them. Thread-safe; {@link #best} blocks. */
public final class Recommendations {
    private static final int TOLD = 256;

    private final ViewerAgentConfig config;
    private final SharedModels shared;
    private final AgentDb db;
    private final AgentModels models;
    private final LocalReasoningBank bank;
    private final Recommender recommender;
    private final AtomicLong lists = new AtomicLong();
    /** When the clock was first found to be behind what it had dated, while it is; the next list that is shown dates that anew. */
    private final AtomicReference<@Nullable Instant> setBack = new AtomicReference<>();
    /** Lists that were told as shown, the last {@value #TOLD}: a host that tells one again does so soon. */
    private final Map<Long, CompletableFuture<Void>> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CompletableFuture<Void>> eldest) {
            return size() > TOLD;
        }
    };

    public Recommendations(
            ViewerAgentConfig config,
            SharedModels shared,
            AgentDb db,
            AgentModels models,
            LocalReasoningBank bank,
            LocalSkillLibrary skills) {
        this.config = config;
        this.shared = shared;
        this.db = db;
        this.models = models;
        this.bank = bank;
        this.recommender = new Recommender(
                shared.scorer(),
                bank,
                skills,
                () -> shared.embedder().get(config),
                config.minQualityThreshold(),
                new Recommender.Shares(config.probationShare(), config.explorationShare()),
                config.seed());
    }

    /** The best for a moment. Reads only. */
    public RecommendationList best(ViewerContext context) {
        if (context.query().isPresent() || context.mood().isPresent()) {
            // the first query of a process needs the models, too: each takes as long as the other, so they load side by
            // side
            shared.embedder().loadBeside();
        }
        db.settled().join();
        Optional<Knowledge> knowledge = knowledge();
        if (knowledge.isEmpty() || knowledge.get().catalogue().size() == 0) {
            return list(List.of(), Optional.of(EmptyReason.NO_CATALOGUE), Showing.NONE);
        }
        Instant now = config.clock().instant();
        RequestContext moment = db.read(s -> new RequestContext(
                s.showings().shown(),
                rejections(s.showings(), now),
                Jury.toJudge(s, config.seed()).stream()
                        .filter(p ->
                                p.model().equals(knowledge.get().catalogue().model()))
                        .toList(),
                LocalDate.ofInstant(now, config.zone()).toEpochDay()));
        Offer offer = recommender.recommend(knowledge.get(), context, moment);
        Showing showing =
                context.query().isPresent() ? Showing.NONE : new Showing(offer.shown(), byCore(knowledge.get()));
        return list(offer.best(), offer.emptyReason(), showing);
    }

    private Map<MediaId, Double> rejections(ImpressionLog showings, Instant now) {
        if (!showings.datedBehind(now)) {
            setBack.set(null);
            return showings.rejections(now);
        }
        Instant since = setBack.accumulateAndGet(now, (a, b) -> a == null || a.isAfter(b) ? b : a);
        return showings.rejections(now, since);
    }

    private RecommendationList list(List<Recommendation> best, Optional<EmptyReason> emptyReason, Showing showing) {
        return new PreparedList(lists.incrementAndGet(), best, emptyReason, showing);
    }

    /** Records that a list was shown, once; a list that was made for a query is none. */
    CompletableFuture<Void> shown(RecommendationList list) {
        if (!(list instanceof PreparedList prepared)) {
            return shown(list.stream().map(Recommendation::mediaId).toList());
        }
        Showing showing = prepared.showing();
        if (showing.titles().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        synchronized (told) {
            CompletableFuture<Void> before = told.get(list.id());
            if (before == null || before.isCompletedExceptionally()) {
                before = show(showing);
                told.put(list.id(), before);
            }
            return before.copy();
        }
    }

    /** Records a list that the host made itself. */
    CompletableFuture<Void> shown(List<MediaId> titles) {
        List<ShownTitle> shown = titles.stream()
                .distinct()
                .limit(ShownList.MAX_PLACES)
                .map(ShownTitle::byScore)
                .toList();
        return shown.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : show(new Showing(
                        shown, knowledge().filter(Recommendations::byCore).isPresent()));
    }

    private CompletableFuture<Void> show(Showing showing) {
        ShownList list =
                new ShownList(showing.titles(), showing.byCore(), config.clock().instant());
        // a screen that draws itself anew costs no write; what still waits may make the list a new one
        boolean news = !db.settled().isDone() || db.read(s -> s.showings().isNews(list));
        return news ? db.submit(List.of(new AgentRecord.Shown(list))) : CompletableFuture.completedFuture(null);
    }

    /** Whether something that the Core sent took part. */
    private static boolean byCore(Knowledge knowledge) {
        return knowledge.itemModel().isPresent()
                || knowledge.patterns().stream().anyMatch(p -> p.taste() && p.origin() != FoundPattern.Origin.LOCAL);
    }

    /** All unseen titles, best first: the scorer alone, nothing on trial, nothing vetoed, nothing recorded. */
    public List<MediaId> rank(RankMode mode) {
        return knowledge()
                .map(k -> Arrays.stream(
                                Ranking.of(k.catalogue(), shared.scorer().scores(mode, k)))
                        .mapToObj(k.catalogue().content()::id)
                        .toList())
                .orElse(List.of());
    }

    private Optional<Knowledge> knowledge() {
        AgentModels.InUse inUse = models.inUse();
        List<KnownPattern> patterns = bank.patterns();
        return inUse.catalogue()
                .map(catalogue -> db.read(s -> new Knowledge(
                        s.titles().seenOldestFirst(),
                        s.titles().leftOldestFirst(),
                        // vectors of another model than the titles' say nothing of them
                        patterns.stream()
                                .filter(p -> p.model().equals(catalogue.model()))
                                .toList(),
                        catalogue,
                        inUse.itemModel())));
    }
}
