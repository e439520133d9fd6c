package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The ephemeral learner: from what the agent remembers to at most {@value #MAX_PATTERNS} patterns of the specification's four
 * kinds (§2.3): 4 {@linkplain PreferenceLearner preferences}, 2 {@linkplain BehaviorLearner behaviors}, 1 {@linkplain
 * DiscoveryLearner discovery} and 2 {@linkplain RecommendationLearner recommendations}. Pure but for the randomness passed in.
 *
 * <p>A pattern that was known keeps its id ({@link #SAME_PATTERN}); one that did not change keeps its time too, so that it does
 * not leave again, until it is {@link #REAFFIRM} old: the Core's memory of who supports what expires.
 */
public final class PatternLearner {
    /** At most so many patterns a viewer, of all kinds together. */
    public static final int MAX_PATTERNS = 9;
    /** Cosine from which on a new pattern is an old one that moved. */
    static final double SAME_PATTERN = .9;
    /** The Core's epoch. */
    static final Duration REAFFIRM = Duration.ofHours(24);

    private final List<KindLearner> learners;

    public PatternLearner(ZoneId zone) {
        TimesOfDay times = new TimesOfDay(zone);
        this.learners = List.of(
                new PreferenceLearner(times),
                new BehaviorLearner(times),
                new DiscoveryLearner(),
                new RecommendationLearner());
    }

    /**
     * @param evidence titles that the catalogue does not know yet take no part
     * @param known patterns learned before
     * @return at most {@link #MAX_PATTERNS}, good and bad: the quality gate stands before the outbox
     */
    public List<ExogenesisPattern> learn(
            Evidence evidence,
            Catalogue catalogue,
            Collection<ExogenesisPattern> known,
            Instant now,
            RandomGenerator random) {
        PlacedHistory history = PlacedHistory.of(evidence.titles(), catalogue);
        // all are found before any gets an id: what is found must not depend on what was known
        List<Finding> findings = new ArrayList<>();
        learners.forEach(learner -> findings.addAll(learner.learn(evidence, history, random)));
        List<ExogenesisPattern> free = known.stream()
                .filter(p -> p.model().equals(catalogue.model()))
                .collect(Collectors.toCollection(ArrayList::new));
        List<ExogenesisPattern> learned = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<ExogenesisPattern> before = nearest(finding, free);
            before.ifPresent(free::remove);
            learned.add(pattern(finding, catalogue.model(), before, now, random));
        }
        return List.copyOf(learned);
    }

    /** Of the same kind, and but for tastes about the same time of day and approach. */
    private static Optional<ExogenesisPattern> nearest(Finding finding, List<ExogenesisPattern> known) {
        return known.stream()
                .filter(p -> p.taskType() == finding.kind()
                        && (finding.kind() == TaskType.PREFERENCE || sameHabit(p, finding))
                        && p.embedding().cosine(finding.embedding()) >= SAME_PATTERN)
                .max(Comparator.comparingDouble(p -> p.embedding().cosine(finding.embedding())));
    }

    private static boolean sameHabit(ExogenesisPattern p, Finding finding) {
        return p.context().timeOfDay().equals(finding.context().timeOfDay())
                && p.context().approach().equals(finding.context().approach());
    }

    private static ExogenesisPattern pattern(
            Finding finding,
            EmbeddingModel model,
            Optional<ExogenesisPattern> before,
            Instant now,
            RandomGenerator random) {
        Instant stamp = now.truncatedTo(ChronoUnit.MILLIS);
        PatternId id = before.map(ExogenesisPattern::id)
                .orElseGet(() -> new PatternId(new UUID(random.nextLong(), random.nextLong()).toString()));
        ExogenesisPattern fresh = new ExogenesisPattern(
                id,
                finding.kind(),
                finding.embedding(),
                finding.successRate(),
                finding.items(),
                finding.context(),
                stamp,
                model);
        return before.filter(old -> old.timestamp().plus(REAFFIRM).isAfter(stamp))
                .filter(old -> fresh.withTimestamp(old.timestamp()).equals(old))
                .orElse(fresh);
    }
}
