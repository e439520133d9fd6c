package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.learning.taste.TasteLearner;
import io.exogenesis.omega.learning.taste.TastePattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What leaves devices: tastes that pass the quality gate, and samples, made by the classes of the product.
 *
 * @param items the catalogue; an event's item is a position in it
 * @param content of {@code items}, in their order
 */
public record Device(List<MediaItem> items, ContentSpace content) {
    /** An agent sends a pattern from this success rate on. */
    static final double MIN_QUALITY = .7;

    /** A history as an agent keeps it: each title once, at its last watch. */
    public History history(List<RatingEvent> events) {
        return new History(lastWatches(events).stream()
                .map(e -> HistoryItem.ofRating(items.get(e.item()).id(), e.rating()))
                .toList());
    }

    /** The sample of this history, of at most {@code limit} titles; empty for an empty one. */
    public Optional<TasteSample> sample(List<RatingEvent> events, int limit) {
        return SampleSelector.select(history(events).items(), limit);
    }

    /**
     * The tastes of this history that are good enough to leave.
     *
     * @param name patterns are called name-0, name-1 …
     */
    public List<ExogenesisPattern> patterns(String name, List<RatingEvent> events, RandomGenerator random) {
        return tastes(name, events, random).stream()
                .filter(p -> p.successRate() >= MIN_QUALITY)
                .toList();
    }

    /** All tastes of this history, those that stay on the device among them. */
    List<ExogenesisPattern> tastes(String name, List<RatingEvent> events, RandomGenerator random) {
        List<TasteItem> watched = lastWatches(events).stream()
                .map(e -> new TasteItem(
                        content.centred(e.item()),
                        HistoryItem.ofRating(items.get(e.item()).id(), e.rating())
                                .weight(),
                        TasteItem.rewardOfRating(e.rating()),
                        items.get(e.item()).genres()))
                .toList();
        List<ExogenesisPattern> out = new ArrayList<>();
        for (TastePattern taste : TasteLearner.learn(watched, random)) {
            pattern(name + "-" + out.size(), taste).ifPresent(out::add);
        }
        return List.copyOf(out);
    }

    private static Optional<ExogenesisPattern> pattern(String id, TastePattern taste) {
        PatternContext context = PatternContext.of(
                taste.genres().stream().limit(PatternContext.MAX_GENRES).toList());
        try {
            return Optional.of(new ExogenesisPattern(
                    new PatternId(id),
                    TaskType.PREFERENCE,
                    Embedding.of(taste.embedding()),
                    taste.successRate(),
                    taste.items().size(),
                    context,
                    Instant.EPOCH));
        } catch (InvalidValueException e) {
            return Optional.empty(); // titles that cancel each other out say nothing
        }
    }

    /** Each title once, at its last watch, oldest first. */
    static List<RatingEvent> lastWatches(List<RatingEvent> events) {
        Set<Integer> later = new HashSet<>();
        List<RatingEvent> out = new ArrayList<>();
        for (RatingEvent e : events.reversed()) {
            if (later.add(e.item())) {
                out.add(e);
            }
        }
        Collections.reverse(out);
        return out;
    }
}
