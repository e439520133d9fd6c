package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the bank's patterns of groups and of what their juries say. */
final class Fusion {
    private static final int HIGH = 10;
    private static final int MEDIUM = 5;
    /**
     * Viewers who must have said the same of when and how they watch. Genres restate what the embedding says and need as many
     * as the pattern itself; a time of day, a mood or a manner says more of a person's life (LEARNING §2: "20 for context
     * histograms").
     */
    static final int HABIT_RELEASE = 20;

    private Fusion() {}

    /** A pattern of the epoch's start with the supporters that are left. */
    static TrackedPattern carried(TrackedPattern t, SortedMap<String, Long> left) {
        ConsolidatedPattern p = t.pattern();
        if (left.size() == t.supporters().size()) {
            return t;
        }
        double mass =
                p.reputationMass() * left.size() / Math.max(1, t.supporters().size());
        return new TrackedPattern(p.withSupport(left.size(), mass, priority(left.size())), left, t.trial());
    }

    /** With what its jury says: admission and dissent come from there alone. */
    static TrackedPattern judged(TrackedPattern t, Trial trial) {
        Admission admission = trial.standing() == Trial.Standing.ADMITTED ? Admission.ADMITTED : Admission.PROBATION;
        return new TrackedPattern(
                t.pattern().withVerdict(admission, trial.count().dissent()), t.supporters(), trial);
    }

    /**
     * The group as a pattern.
     *
     * @param base what the pattern was when the epoch began
     * @param fresh enough viewers of this epoch stand behind it to place it anew; else it stays where it was
     * @param epoch the running one
     */
    static TrackedPattern fused(
            PatternId id,
            Group g,
            SortedMap<String, Long> supporters,
            Optional<TrackedPattern> base,
            boolean fresh,
            int release,
            long epoch) {
        Optional<ConsolidatedPattern> old = fresh ? Optional.empty() : base.map(TrackedPattern::pattern);
        double mass = base.map(b -> carriedMass(b, g)).orElse(0.0)
                + g.votes().stream()
                        .mapToDouble(v -> Math.min(1, v.reputation()))
                        .sum();
        return new TrackedPattern(
                ConsolidatedPattern.builder(
                                id,
                                g.type(),
                                old.map(ConsolidatedPattern::embedding).orElse(g.median()))
                        .successRate(
                                old.map(ConsolidatedPattern::successRate).orElseGet(() -> medianSuccess(g.votes())))
                        .context(old.map(ConsolidatedPattern::context).orElseGet(() -> context(g.votes(), release)))
                        .supporters(supporters.size())
                        .reputationMass(mass)
                        .admission(Admission.PROBATION)
                        .priority(priority(supporters.size()))
                        .build(),
                supporters,
                base.map(TrackedPattern::trial).orElseGet(() -> Trial.begin(epoch)));
    }

    /** With the number of the round that changed it last: the previous one's if nothing changed. */
    static TrackedPattern versioned(TrackedPattern t, Optional<TrackedPattern> previous, long round) {
        TrackedPattern asBefore =
                with(t, previous.map(p -> p.pattern().version()).orElse(round));
        return previous.isPresent() && asBefore.pattern().equals(previous.get().pattern()) ? asBefore : with(t, round);
    }

    private static TrackedPattern with(TrackedPattern t, long version) {
        return new TrackedPattern(t.pattern().withVersion(version), t.supporters(), t.trial());
    }

    /** Mass of the supporters who did not come again this epoch, at their average. */
    private static double carriedMass(TrackedPattern base, Group g) {
        long again = g.votes().stream()
                .filter(v -> base.supporters().containsKey(v.pseudonym()))
                .count();
        int all = base.supporters().size();
        return all == 0 ? 0 : base.pattern().reputationMass() * (all - again) / all;
    }

    private static double medianSuccess(List<PatternVote> votes) {
        List<PatternVote> sorted = votes.stream()
                .sorted(Comparator.comparingDouble(v -> v.pattern().successRate()))
                .toList();
        double half = sorted.stream().mapToDouble(PatternVote::reputation).sum() / 2;
        double below = 0;
        for (PatternVote v : sorted) {
            below += v.reputation();
            if (below >= half) {
                return v.pattern().successRate();
            }
        }
        return sorted.getLast().pattern().successRate();
    }

    /** Only what at least {@code release} viewers said of genres, and {@value #HABIT_RELEASE} of when and how. */
    private static PatternContext context(List<PatternVote> votes, int release) {
        List<String> genres = frequent(
                votes, release, v -> v.pattern().context().genres().stream().distinct());
        int habits = Math.max(release, HABIT_RELEASE);
        List<String> moods = frequent(votes, habits, v -> v.pattern().context().mood().stream());
        List<String> times = frequent(votes, habits, v -> v.pattern().context().timeOfDay().stream());
        List<String> approaches = frequent(votes, habits, v -> v.pattern().context().approach().stream());
        PatternContext context = PatternContext.of(
                genres.stream().limit(PatternContext.MAX_GENRES).toList());
        context = moods.isEmpty() ? context : context.withMood(moods.getFirst());
        context = times.isEmpty() ? context : context.withTimeOfDay(times.getFirst());
        return approaches.isEmpty() ? context : context.withApproach(approaches.getFirst());
    }

    private static List<String> frequent(
            List<PatternVote> votes, int release, Function<PatternVote, Stream<String>> words) {
        Map<String, Integer> counts = new TreeMap<>();
        votes.forEach(v -> words.apply(v).forEach(w -> counts.merge(w, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(e -> e.getValue() >= release)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Priority priority(int supporters) {
        return supporters >= HIGH ? Priority.HIGH : supporters >= MEDIUM ? Priority.MEDIUM : Priority.LOW;
    }
}
