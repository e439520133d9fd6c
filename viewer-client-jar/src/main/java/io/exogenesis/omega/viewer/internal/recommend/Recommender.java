package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.item.ColdStart;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.recommend.Trials.Placed;
import io.exogenesis.omega.viewer.internal.recommend.Trials.Ranked;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The best unseen titles for a moment: the viewer's taste (with what the Core sent, if anything), the tastes of others near it,
 * what was asked for, and the moment, each as z-scores over the titles that may be shown. A few places may be set aside for
 * patterns on probation and for exploration. Thread-safe.
 */
public final class Recommender {
    private final TitleScorer scorer;
    private final Words words;
    private final Trials trials;
    private final long seed;

    /**
     * What may be tried with a viewer.
     *
     * @param probation share of showings for patterns on probation, in [0, 1]
     * @param exploration share of showings for exploration, in [0, 1]
     */
    public record Shares(double probation, double exploration) {}

    /** What words add to the scores. */
    @FunctionalInterface
    private interface Words {
        List<Part> parts(String words, Knowledge knowledge, float[] takesPart);
    }

    /**
     * @param minSuccess least success rate of the patterns that a query is matched with
     * @param seed of this viewer
     */
    public Recommender(
            TitleScorer scorer,
            LocalReasoningBank bank,
            LocalSkillLibrary skills,
            Supplier<Embedder> embedder,
            double minSuccess,
            Shares shares,
            long seed) {
        this(
                scorer,
                new AskedFor(bank, skills, embedder, minSuccess)::ofWords,
                new Trials(shares.probation(), shares.exploration(), seed),
                seed);
    }

    private Recommender(TitleScorer scorer, Words words, Trials trials, long seed) {
        this.scorer = scorer;
        this.words = words;
        this.trials = trials;
        this.seed = seed;
    }

    /**
     * One that needs no memory: it tries nothing, and refuses a context with words.
     *
     * @param seed of this viewer
     */
    public static Recommender withoutWords(TitleScorer scorer, long seed) {
        Words none = (words, knowledge, takesPart) -> {
            throw new InvalidValueException("this recommender knows no words: '" + words + "'");
        };
        return new Recommender(scorer, none, Trials.NONE, seed);
    }

    /**
     * At most k recommendations, best first; equal scores by media id.
     *
     * @throws io.exogenesis.omega.vector.embed.EmbedderUnavailableException if words were given and the model cannot be loaded
     */
    public Offer recommend(Knowledge knowledge, ViewerContext context, RequestContext moment) {
        Scored scored = scored(knowledge, context, moment);
        Ranked ranked = new Ranked(scored.total, Ranking.of(knowledge.catalogue(), scored.total), scored.vetoed);
        boolean search = context.query().isPresent();
        List<Placed> placed = (search ? Trials.NONE : trials).place(knowledge, moment, ranked, context.k());
        Reasons reasons = new Reasons(knowledge);
        Attribution because = because(knowledge, scored.takesPart, placed, reasons);
        Explanation explanation = new Explanation(knowledge, scored.taste, scored.parts, because, reasons);
        EmptyReason ifEmpty = scored.allSeen ? EmptyReason.ALL_SEEN : EmptyReason.NONE_OF_GENRE;
        return offer(knowledge, placed, explanation, ifEmpty);
    }

    /**
     * The scores that {@link #recommend} orders its list by, wherever nothing is on trial.
     *
     * @return one for each title of the catalogue, by its index; negative infinity for what may not be shown
     */
    public float[] scores(Knowledge knowledge, ViewerContext context, RequestContext moment) {
        return scored(knowledge, context, moment).total;
    }

    /**
     * Scores and where they come from, each by title.
     *
     * @param takesPart negative infinity for what is not compared
     * @param taste of the viewer, as z-scores
     * @param allSeen whether the viewer has seen the whole catalogue
     */
    @SuppressWarnings("ArrayRecordComponent") // a short-lived carrier that is never compared
    private record Scored(
            float[] total, float[] takesPart, float[] taste, List<Part> parts, BitSet vetoed, boolean allSeen) {}

    private Scored scored(Knowledge knowledge, ViewerContext context, RequestContext moment) {
        float[] raw = scores(knowledge);
        boolean allSeen = !anyLeft(raw);
        keep(raw, knowledge.catalogue(), context.genres());
        // what is asked for by words is found, even if it was turned down, and nothing is tried beside it
        boolean search = context.query().isPresent();
        BitSet vetoed = search ? new BitSet() : TurnedDown.vetoed(knowledge, moment, raw);
        float[] takesPart = raw.clone();
        vetoed.stream().forEach(j -> takesPart[j] = Float.NEGATIVE_INFINITY);
        float[] taste = Features.standardised(raw, takesPart);
        List<Part> parts = new ArrayList<>();
        SharedTastes.of(knowledge, context, takesPart).ifPresent(parts::add);
        context.words().ifPresent(w -> parts.addAll(words.parts(w, knowledge, takesPart)));
        parts.addAll(AskedFor.ofMoment(context, knowledge, takesPart));
        float[] total = total(taste, parts, raw);
        if (!search && nothingKnown(knowledge)) {
            mix(total, takesPart, knowledge.catalogue(), moment);
        }
        if (!vetoed.isEmpty()) {
            Part down = TurnedDown.part(knowledge.catalogue(), moment, total, vetoed);
            parts.add(down);
            Features.add(total, 1, down.values());
        }
        return new Scored(total, takesPart, taste, parts, vetoed, allSeen);
    }

    private static float[] total(float[] taste, List<Part> parts, float[] raw) {
        float[] total = taste.clone();
        parts.forEach(part -> Features.add(total, 1, part.values()));
        for (int j = 0; j < total.length; j++) {
            total[j] = raw[j] == Float.NEGATIVE_INFINITY ? raw[j] : total[j];
        }
        return total;
    }

    private static boolean nothingKnown(Knowledge knowledge) {
        return knowledge.titles().stream()
                .noneMatch(t -> knowledge.catalogue().content().indexOf(t.media()) >= 0);
    }

    /** The first list of a newcomer: not ten titles of one kind. */
    private void mix(float[] total, float[] takesPart, Catalogue catalogue, RequestContext moment) {
        float[] relevance = total.clone();
        for (int j = 0; j < relevance.length; j++) {
            relevance[j] = takesPart[j] == Float.NEGATIVE_INFINITY ? takesPart[j] : relevance[j];
        }
        float[] mixed = ColdStart.rerank(relevance, catalogue.facts(), seed * 31 + moment.day());
        for (int j = 0; j < total.length; j++) {
            total[j] = takesPart[j] == Float.NEGATIVE_INFINITY ? total[j] : mixed[j];
        }
    }

    /** Without an item model the bank takes part by name ({@link SharedTastes}) and not in the scorer. */
    private float[] scores(Knowledge knowledge) {
        return scorer.scores(knowledge.itemModel().isPresent() ? RankMode.FEDERATED : RankMode.ALONE, knowledge);
    }

    private Attribution because(Knowledge knowledge, float[] takesPart, List<Placed> placed, Reasons reasons) {
        int[] shown = placed.stream()
                .limit(ShownList.MAX_PLACES)
                .mapToInt(Placed::title)
                .toArray();
        return new Attribution(
                shown, reasons, title -> Features.standardised(scores(knowledge.without(title)), takesPart));
    }

    private static boolean anyLeft(float[] scores) {
        for (float score : scores) {
            if (score > Float.NEGATIVE_INFINITY) {
                return true;
            }
        }
        return false;
    }

    private static Offer offer(Knowledge knowledge, List<Placed> placed, Explanation explanation, EmptyReason ifEmpty) {
        Catalogue catalogue = knowledge.catalogue();
        boolean federated = knowledge.itemModel().isPresent();
        List<Recommendation> best = new ArrayList<>();
        List<ShownTitle> shown = new ArrayList<>();
        for (Placed p : placed) {
            List<ScorePart> parts = explanation.of(p, shown.size() < ShownList.MAX_PLACES);
            best.add(new Recommendation(
                    catalogue.content().id(p.title()),
                    catalogue.item(p.title()).title(),
                    p.score(),
                    p.trial().map(ScorePart::text).orElseGet(() -> Explanation.reason(parts)),
                    parts));
            if (shown.size() < ShownList.MAX_PLACES) {
                ScorePart strongest = p.trial().orElseGet(() -> Explanation.strongest(parts));
                ShownTitle title = ShownTitle.of(catalogue.content().id(p.title()), p.cause(), p.propensity())
                        .withApproach(approach(strongest.kind(), federated));
                shown.add(strongest.pattern().map(title::withPattern).orElse(title));
            }
        }
        return new Offer(best, shown, best.isEmpty() ? Optional.of(ifEmpty) : Optional.empty());
    }

    /** @param federated whether the own history is read with the Core's item model */
    private static Approach approach(ScorePart.Kind strongest, boolean federated) {
        return switch (strongest) {
            case OWN_TASTE, BECAUSE_YOU_WATCHED -> federated ? Approach.ITEM_MODEL : Approach.CONTENT;
            case MANY_VIEWERS -> Approach.POPULAR;
            case PATTERN -> Approach.SHARED_TASTE;
            case ASKED_FOR -> Approach.WORDS;
            case MOMENT -> Approach.MOMENT;
            case ON_PROBATION -> Approach.PROBATION;
            case EXPLORATION -> Approach.EXPLORATION;
            case TURNED_DOWN -> Approach.UNKNOWN;
        };
    }

    /** Takes out what was not asked for. */
    private static void keep(float[] scores, Catalogue catalogue, List<String> genres) {
        Set<String> wanted = genres.stream().map(Recommender::folded).collect(Collectors.toSet());
        for (int j = 0; j < scores.length; j++) {
            boolean fits = wanted.isEmpty()
                    || catalogue.item(j).genres().stream()
                            .map(Recommender::folded)
                            .anyMatch(wanted::contains);
            if (!fits) {
                scores[j] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static String folded(String genre) {
        return genre.toLowerCase(Locale.ROOT).strip();
    }
}
