package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.memory.Jury;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.recommend.Knowledge;
import io.exogenesis.omega.viewer.internal.recommend.Recommender;
import io.exogenesis.omega.viewer.internal.recommend.RequestContext;
import io.exogenesis.omega.viewer.internal.recommend.TitleScorer;
import io.exogenesis.omega.viewer.internal.store.ConflictResolver;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The lists that agents show: {@code ViewerAgent.getRecommendations} without a disk, with exploration and trials off, no words,
 * no context, and nothing turned down. Classes and defaults are the agent's. Thread-safe.
 */
public final class ShownLists {
    /** The agent's default. */
    private static final ConflictStrategies CONFLICTS = ConflictStrategies.DEFAULT;
    /** Counts only where a list has an end; scores have none. */
    private static final ViewerContext NO_WISH = ViewerContext.top(Watcher.PLACES);

    private final Device device;
    private final Catalogue catalogue;
    private final Recommender recommender;
    private final long seed;

    /** @param scorer used where there is an item model */
    public ShownLists(Device device, ItemScorer scorer, long seed) {
        this(device, new Catalogue(1, device.items(), device.content()), scorer, seed);
    }

    private ShownLists(Device device, Catalogue catalogue, ItemScorer scorer, long seed) {
        this.device = device;
        this.catalogue = catalogue;
        this.recommender = Recommender.withoutWords(new TitleScorer(scorer), seed);
        this.seed = seed;
    }

    /** The same with another item scorer. */
    public ShownLists with(ItemScorer scorer) {
        return new ShownLists(device, catalogue, scorer, seed);
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** What orders the whole catalogue for one viewer, as {@code Scorer} of the baselines. */
    @FunctionalInterface
    public interface Scores {
        /** @return one score for each title; negative infinity for what was seen */
        float[] of(List<RatingEvent> known);
    }

    /**
     * Lists of agents that hold this model and this bank.
     *
     * @param bank patterns on probation among it influence nothing, as in the agent
     */
    public Scores by(Optional<ItemModel> model, List<ConsolidatedPattern> bank) {
        List<ConsolidatedPattern> confirmed =
                bank.stream().filter(p -> !Jury.onProbation(p)).toList();
        return known -> recommender.scores(
                new Knowledge(titles(known), patterns(known, confirmed), catalogue, model),
                NO_WISH,
                RequestContext.FIRST);
    }

    private List<KnownPattern> patterns(List<RatingEvent> known, List<ConsolidatedPattern> bank) {
        if (bank.isEmpty()) {
            return List.of(); // own patterns without others' say nothing beside the history
        }
        List<ExogenesisPattern> own = device.tastes("own", known, new SplittableRandom(seed + known.size()));
        return ConflictResolver.resolve(CONFLICTS, Device.MIN_QUALITY, own, bank);
    }

    private List<WatchedTitle> titles(List<RatingEvent> known) {
        List<WatchedTitle> out = new ArrayList<>();
        for (RatingEvent e : Device.lastWatches(known)) {
            out.add(WatchedTitle.of(
                            device.items().get(e.item()).id(), 0, 0, Instant.ofEpochSecond(e.epochSecond()), out.size())
                    .withRating(e.rating()));
        }
        return out;
    }
}
