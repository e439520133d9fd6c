package io.exogenesis.omega.viewer.recommend;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.vector.ContentSpace;
import io.exogenesis.omega.vector.Embedder;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.memory.KnownPattern;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The best unseen titles for a moment: the viewer's taste (with what the Core sent, if anything), what was asked for, and the
 * time of day, each as z-scores over the titles that fit the genres. Thread-safe.
 */
public final class Recommender {
    /** What was asked for in words outweighs the general taste. */
    static final double QUERY_WEIGHT = 2;
    /** Patterns near the words, and patterns of this time of day: a nudge. */
    static final double PATTERN_WEIGHT = .5;

    private static final int PATTERNS = 20;
    private static final float NEAR = .3f;

    private final TitleScorer scorer;
    private final ReasoningBank bank;
    private final Supplier<Embedder> embedder;
    private final double minSuccess;

    /** @param minSuccess least success rate of the patterns that a query is matched with */
    public Recommender(TitleScorer scorer, ReasoningBank bank, Supplier<Embedder> embedder, double minSuccess) {
        this.scorer = scorer;
        this.bank = bank;
        this.embedder = embedder;
        this.minSuccess = minSuccess;
    }

    /** One part of the score with the sentence that names it. */
    private record Part(float[] values, String reason) {}

    /**
     * At most k recommendations, best first; equal scores by media id.
     *
     * @throws io.exogenesis.omega.vector.EmbedderUnavailableException if words were given and the model cannot be loaded
     */
    public List<Recommendation> recommend(Knowledge knowledge, ViewerContext context) {
        float[] taste = scorer.scores(RankMode.FEDERATED, knowledge);
        keepGenres(taste, knowledge, context.genres());
        float[] total = Features.standardised(taste, taste);
        float[] tastePart = total.clone();
        List<Part> parts = new ArrayList<>();
        words(context).ifPresent(words -> parts.addAll(ofWords(words, knowledge, taste)));
        context.timeOfDay().ifPresent(time -> ofTime(time, knowledge, taste).ifPresent(parts::add));
        parts.forEach(part -> Features.add(total, 1, part.values()));
        for (int j = 0; j < total.length; j++) {
            total[j] = taste[j] == Float.NEGATIVE_INFINITY ? Float.NEGATIVE_INFINITY : total[j];
        }
        int[] order = Ranking.of(knowledge.catalogue(), total);
        Reasons reasons = new Reasons(knowledge);
        List<Recommendation> best = new ArrayList<>();
        for (int n = 0; n < Math.min(context.k(), order.length); n++) {
            int j = order[n];
            best.add(new Recommendation(
                    knowledge.catalogue().content().id(j),
                    knowledge.catalogue().item(j).title(),
                    total[j],
                    reason(j, tastePart[j], parts, reasons)));
        }
        return List.copyOf(best);
    }

    private static String reason(int j, float taste, List<Part> parts, Reasons reasons) {
        Optional<Part> strongest = parts.stream().max((a, b) -> Float.compare(a.values()[j], b.values()[j]));
        return strongest
                .filter(part -> part.values()[j] > taste)
                .map(Part::reason)
                .orElseGet(() -> reasons.ofTaste(j));
    }

    private static void keepGenres(float[] scores, Knowledge knowledge, List<String> genres) {
        if (genres.isEmpty()) {
            return;
        }
        Set<String> wanted = genres.stream().map(Recommender::folded).collect(Collectors.toSet());
        for (int j = 0; j < scores.length; j++) {
            boolean fits = knowledge.catalogue().item(j).genres().stream()
                    .map(Recommender::folded)
                    .anyMatch(wanted::contains);
            scores[j] = fits ? scores[j] : Float.NEGATIVE_INFINITY;
        }
    }

    private static String folded(String genre) {
        return genre.toLowerCase(Locale.ROOT).strip();
    }

    private static Optional<String> words(ViewerContext context) {
        String words = Stream.of(context.query(), context.mood())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "))
                .strip();
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private List<Part> ofWords(String words, Knowledge knowledge, float[] takesPart) {
        ContentSpace content = knowledge.catalogue().content();
        float[] query = content.centre(embedder.get().embed(words));
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(
                scaled(QUERY_WEIGHT, Features.standardised(content.cosines(query), takesPart)),
                "Fits \"" + words + "\""));
        near(query).ifPresent(pattern -> {
            float[] close = content.cosines(pattern.embedding().toFloats());
            parts.add(new Part(
                    scaled(PATTERN_WEIGHT, Features.standardised(close, takesPart)),
                    "Fits \"" + words + "\" and a taste " + whose(pattern)));
        });
        return parts;
    }

    /** The well-tried pattern nearest to the words, found in the index. */
    private Optional<KnownPattern> near(float[] query) {
        Embedding asked;
        try {
            asked = Embedding.of(query);
        } catch (InvalidValueException e) {
            return Optional.empty(); // words that say exactly what the average title says
        }
        var criteria = new ReasoningBank.Criteria(Optional.empty(), minSuccess, Set.of());
        return bank.search(asked, PATTERNS, criteria).stream()
                .filter(match -> match.cosine() >= NEAR)
                .map(ReasoningBank.Match::pattern)
                .findFirst();
    }

    private static String whose(KnownPattern pattern) {
        return pattern.origin() == KnownPattern.Origin.LOCAL
                ? "of yours"
                : "that " + pattern.weight() + " viewers share";
    }

    private static Optional<Part> ofTime(String time, Knowledge knowledge, float[] takesPart) {
        ContentSpace content = knowledge.catalogue().content();
        float[] closest = new float[content.size()];
        boolean any = false;
        for (KnownPattern pattern : knowledge.patterns()) {
            if (pattern.context().timeOfDay().filter(time::equalsIgnoreCase).isPresent()) {
                Features.max(closest, content.cosines(pattern.embedding().toFloats()));
                any = true;
            }
        }
        return any
                ? Optional.of(new Part(
                        scaled(PATTERN_WEIGHT, Features.standardised(closest, takesPart)),
                        "Fits what you watch at this time of day (" + time + ")"))
                : Optional.empty();
    }

    private static float[] scaled(double weight, float[] values) {
        float[] out = new float[values.length];
        Features.add(out, weight, values);
        return out;
    }
}
