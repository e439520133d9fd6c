package io.exogenesis.omega.viewer.learn;

import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.learning.taste.TasteLearner;
import io.exogenesis.omega.learning.taste.TastePattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.memory.Catalogue;
import io.exogenesis.omega.viewer.track.WatchedTitle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The ephemeral learner: from the history to at most four taste patterns. Pure but for the randomness passed in.
 *
 * <p>A taste that was known keeps its id ({@link #SAME_PATTERN}); one that did not change keeps its time too, so that it does
 * not leave again, until it is {@link #REAFFIRM} old: the Core's memory of who supports what expires.
 */
public final class PatternLearner {
    /** At most so many tastes a viewer (LEARNING §2). */
    public static final int MAX_PATTERNS = 4;
    /** Cosine from which on a new pattern is an old one that moved. */
    static final double SAME_PATTERN = .9;
    /** The Core's epoch. */
    static final Duration REAFFIRM = Duration.ofHours(24);
    /** Share of a pattern's titles that must have been watched at one time of day to name it. */
    static final double DOMINANT = .6;

    private static final int MIN_FOR_TIME_OF_DAY = 3;

    private final ZoneId zone;

    public PatternLearner(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param titles the history, oldest first; titles that the catalogue does not know yet take no part
     * @param known patterns learned before
     * @return at most {@link #MAX_PATTERNS}, good and bad: the quality gate stands before the outbox
     */
    public List<ExogenesisPattern> learn(
            List<WatchedTitle> titles,
            Catalogue catalogue,
            Collection<ExogenesisPattern> known,
            Instant now,
            RandomGenerator random) {
        List<WatchedTitle> placed = titles.stream()
                .filter(t -> catalogue.content().indexOf(t.media()) >= 0)
                .toList();
        List<TasteItem> items = placed.stream().map(t -> item(t, catalogue)).toList();
        List<ExogenesisPattern> free = new ArrayList<>(known);
        List<ExogenesisPattern> learned = new ArrayList<>();
        for (TastePattern taste : TasteLearner.learn(items, MAX_PATTERNS, random)) {
            Optional<Embedding> embedding = embedding(taste);
            if (embedding.isPresent()) {
                Optional<ExogenesisPattern> before = nearest(embedding.get(), free);
                before.ifPresent(free::remove);
                learned.add(pattern(taste, embedding.get(), before, placed, now, random));
            }
        }
        return List.copyOf(learned);
    }

    private static TasteItem item(WatchedTitle title, Catalogue catalogue) {
        int index = catalogue.content().indexOf(title.media());
        return new TasteItem(
                catalogue.content().centred(index),
                title.liking().weight(),
                title.reward(),
                catalogue.item(index).genres());
    }

    private static Optional<Embedding> embedding(TastePattern taste) {
        try {
            return Optional.of(Embedding.of(taste.embedding()));
        } catch (InvalidValueException e) {
            // titles that cancel each other out say nothing
            return Optional.empty();
        }
    }

    private static Optional<ExogenesisPattern> nearest(Embedding embedding, List<ExogenesisPattern> known) {
        return known.stream()
                .filter(p -> p.embedding().cosine(embedding) >= SAME_PATTERN)
                .max((a, b) -> Float.compare(
                        a.embedding().cosine(embedding), b.embedding().cosine(embedding)));
    }

    private ExogenesisPattern pattern(
            TastePattern taste,
            Embedding embedding,
            Optional<ExogenesisPattern> before,
            List<WatchedTitle> placed,
            Instant now,
            RandomGenerator random) {
        Instant stamp = now.truncatedTo(ChronoUnit.MILLIS);
        PatternId id = before.map(ExogenesisPattern::id)
                .orElseGet(() -> new PatternId(new UUID(random.nextLong(), random.nextLong()).toString()));
        List<String> genres =
                taste.genres().stream().limit(PatternContext.MAX_GENRES).toList();
        PatternContext context = new PatternContext(genres, Optional.empty(), timeOfDay(taste, placed));
        ExogenesisPattern fresh = new ExogenesisPattern(
                id,
                TaskType.PREFERENCE,
                embedding,
                taste.successRate(),
                taste.items().size(),
                context,
                stamp);
        return before.filter(old -> old.timestamp().plus(REAFFIRM).isAfter(stamp))
                .filter(old -> at(fresh, old.timestamp()).equals(old))
                .orElse(fresh);
    }

    private static ExogenesisPattern at(ExogenesisPattern p, Instant time) {
        return new ExogenesisPattern(
                p.id(), p.taskType(), p.embedding(), p.successRate(), p.items(), p.context(), time);
    }

    private Optional<String> timeOfDay(TastePattern taste, List<WatchedTitle> placed) {
        Map<String, Long> counts = taste.items().stream()
                .map(i -> timeOfDay(placed.get(i).at()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        int n = taste.items().size();
        return counts.entrySet().stream()
                .filter(e -> n >= MIN_FOR_TIME_OF_DAY && e.getValue() >= DOMINANT * n)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private String timeOfDay(Instant at) {
        int hour = at.atZone(zone).getHour();
        if (hour < 5 || hour >= 22) {
            return "night";
        }
        return hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening";
    }
}
