package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.memory.AgentDb;
import io.exogenesis.omega.viewer.memory.Jury;
import io.exogenesis.omega.viewer.memory.KnownPattern;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import io.exogenesis.omega.viewer.memory.SkillLibrary;
import io.exogenesis.omega.viewer.recommend.Knowledge;
import io.exogenesis.omega.viewer.recommend.Moment;
import io.exogenesis.omega.viewer.recommend.Offer;
import io.exogenesis.omega.viewer.recommend.Ranking;
import io.exogenesis.omega.viewer.recommend.Recommender;
import io.exogenesis.omega.viewer.track.ShownList;
import io.exogenesis.omega.viewer.track.ShownTitle;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An agent's recommendations, and its memory of having shown them. Thread-safe; the calls block. */
final class Recommendations {
    private final ViewerAgentConfig config;
    private final SharedModels shared;
    private final AgentDb db;
    private final AgentModels models;
    private final EventLane lane;
    private final ReasoningBank bank;
    private final Recommender recommender;

    Recommendations(
            ViewerAgentConfig config,
            SharedModels shared,
            AgentDb db,
            AgentModels models,
            EventLane lane,
            ReasoningBank bank,
            SkillLibrary skills) {
        this.config = config;
        this.shared = shared;
        this.db = db;
        this.models = models;
        this.lane = lane;
        this.bank = bank;
        this.recommender = new Recommender(
                shared.scorer(),
                bank,
                skills,
                shared::embedder,
                config.minQualityThreshold(),
                new Recommender.Shares(config.probationShare(), config.explorationShare()),
                config.seed());
    }

    /** The best for a moment; that they were shown is durable on return. Empty without a catalogue. */
    List<Recommendation> best(ViewerContext context) {
        loadEmbedderBeside(context);
        lane.submit(List.of()).join();
        Optional<Knowledge> knowledge = knowledge();
        if (knowledge.isEmpty()) {
            return List.of();
        }
        Instant now = config.clock().instant();
        Moment moment = db.read(
                s -> new Moment(s.showings().shown(), s.showings().rejections(now), Jury.toJudge(s, config.seed())));
        Offer offer = recommender.recommend(knowledge.get(), context, moment);
        show(new ShownList(offer.shown(), byCore(knowledge.get()), now));
        return offer.best();
    }

    /* The first query of a process needs the embedder and the models: each takes as long as the other, so they load side by side. */
    private void loadEmbedderBeside(ViewerContext context) {
        if ((context.query().isPresent() || context.mood().isPresent()) && !shared.embedderLoaded()) {
            shared.loadEmbedderBeside();
        }
    }

    /** Records a list that the host made itself. */
    void shown(List<MediaId> titles) {
        lane.submit(List.of()).join();
        List<ShownTitle> shown = titles.stream()
                .distinct()
                .limit(ShownList.MAX_PLACES)
                .map(ShownTitle::byScore)
                .toList();
        show(new ShownList(
                shown,
                knowledge().filter(Recommendations::byCore).isPresent(),
                config.clock().instant()));
    }

    private void show(ShownList list) {
        // a screen that draws itself anew costs no write
        if (!list.titles().isEmpty() && db.read(s -> s.showings().isNews(list))) {
            lane.shown(list).join();
        }
    }

    /** Whether something that the Core sent took part. */
    private static boolean byCore(Knowledge knowledge) {
        return knowledge.itemModel().isPresent()
                || knowledge.patterns().stream().anyMatch(p -> p.origin() != KnownPattern.Origin.LOCAL);
    }

    /** All unseen titles, best first: the scorer alone, nothing on trial, nothing vetoed, nothing recorded. */
    List<MediaId> rank(RankMode mode) {
        return knowledge()
                .map(k -> Arrays.stream(
                                Ranking.of(k.catalogue(), shared.scorer().scores(mode, k)))
                        .mapToObj(k.catalogue().content()::id)
                        .toList())
                .orElse(List.of());
    }

    private Optional<Knowledge> knowledge() {
        AgentModels.InUse inUse = models.inUse();
        return inUse.catalogue()
                .map(catalogue -> new Knowledge(
                        db.read(s -> s.titles().oldestFirst()), bank.patterns(), catalogue, inUse.itemModel()));
    }
}
