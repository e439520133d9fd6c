package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.memory.FoundPattern.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The embedding plane in a recommendation: the bank's patterns nearest to the viewer's taste lift the titles near them.
 *
 * <p>{@code value_j = weight · z_j(max_p near_p · cos(p, j))} over the {@value #NEAREST} nearest patterns p; the pattern that
 * gives the maximum is the one that is named. Only preferences take part: the other kinds are no tastes (decision 0031). Beside an
 * item model only titles that it has no support for are lifted, and compared with each other: of the others it knows more than a
 * taste in general does ({@code lab evaluate --ablation}).
 */
final class SharedTastes {
    /**
     * A tie-breaker. Of .1, .3 and .6 the only one that cost neither AUC nor NDCG@10 at the end of a replay of ml-latest-small in 30
     * epochs, with an item model and without one ({@code lab evaluate --protocol replay --ablation}).
     */
    static final double WEIGHT = .1;
    /** As many tastes as a viewer has patterns. */
    static final int NEAREST = 4;
    /** A taste further away than this from all of the viewer's says nothing about it. */
    static final double NEAR = .3;

    private SharedTastes() {}

    /** A pattern, its cosine with the viewer's taste, and what it says about each title. */
    private record Near(KnownPattern pattern, double nearness) {}

    static Optional<Part> of(Knowledge knowledge, ViewerContext context, float[] takesPart) {
        List<Near> nearest = nearest(knowledge, context);
        if (nearest.isEmpty()) {
            return Optional.empty();
        }
        ContentSpace content = knowledge.catalogue().content();
        float[] most = new float[content.size()];
        int[] by = new int[content.size()];
        for (int p = 0; p < nearest.size(); p++) {
            float[] close =
                    content.int8().dots(nearest.get(p).pattern().embedding().toFloats());
            for (int j = 0; j < most.length; j++) {
                float value = (float) (nearest.get(p).nearness() * close[j]);
                if (p == 0 || value > most[j]) {
                    most[j] = value;
                    by[j] = p;
                }
            }
        }
        float[] lifted = takesPart.clone();
        knowledge.itemModel().ifPresent(model -> leaveOutSupported(model, content, most, lifted));
        float[] values = Features.scaled(WEIGHT, Features.standardised(most, lifted));
        return Optional.of(new Part(values, j -> named(nearest.get(by[j]).pattern(), values[j])));
    }

    private static void leaveOutSupported(ItemModel model, ContentSpace content, float[] most, float[] lifted) {
        for (int j = 0; j < most.length; j++) {
            int row = model.rowOf(content.id(j));
            if (row >= 0 && model.support(row) > 0) {
                most[j] = Float.NEGATIVE_INFINITY;
                lifted[j] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static ScorePart named(KnownPattern p, double share) {
        // a merged pattern has the viewer's own name: the Core would not know it
        Optional<PatternId> id = p.origin() == Origin.BANK ? Optional.of(p.id()) : Optional.empty();
        String text = p.origin() == Origin.BANK
                ? "Fits pattern " + p.id() + ", a taste that " + p.weight() + " viewers share"
                : "Fits a taste of yours that other viewers share";
        ScorePart part = ScorePart.of(Kind.PATTERN, share, text);
        // the id of a merged pattern is the viewer's own: the Core would not know it
        return p.origin() == Origin.BANK ? part.withPattern(p.id(), p.weight()) : part;
    }

    private static List<Near> nearest(Knowledge knowledge, ViewerContext context) {
        List<KnownPattern> shared = knowledge.patterns().stream()
                .filter(p -> p.taste() && p.origin() != Origin.LOCAL && fits(p, context))
                .toList();
        List<Embedding> own = own(knowledge);
        int many = shared.stream().mapToInt(KnownPattern::weight).max().orElse(1);
        return shared.stream()
                .map(p -> new Near(p, own.isEmpty() ? (double) p.weight() / many : nearness(p, own)))
                .filter(n -> own.isEmpty() || n.nearness() >= NEAR)
                .sorted(Comparator.comparingDouble(Near::nearness)
                        .reversed()
                        .thenComparing(n -> n.pattern().id()))
                .limit(NEAREST)
                .toList();
    }

    /** Where genres are asked for, tastes that are known to be about others stay out. */
    private static boolean fits(KnownPattern pattern, ViewerContext context) {
        if (context.genres().isEmpty() || pattern.context().genres().isEmpty()) {
            return true;
        }
        Set<String> asked = context.genres().stream()
                .map(g -> g.toLowerCase(Locale.ROOT).strip())
                .collect(Collectors.toSet());
        return pattern.context().genres().stream().anyMatch(g -> asked.contains(g.toLowerCase(Locale.ROOT)));
    }

    private static double nearness(KnownPattern pattern, List<Embedding> own) {
        return own.stream()
                .mapToDouble(mine -> mine.cosine(pattern.embedding()))
                .max()
                .orElse(0);
    }

    /** The viewer's patterns; before it has any, the middle of its history; empty if nothing is known of it. */
    private static List<Embedding> own(Knowledge knowledge) {
        List<Embedding> learned = knowledge.patterns().stream()
                .filter(p -> p.taste() && p.origin() != Origin.BANK)
                .map(KnownPattern::embedding)
                .toList();
        return learned.isEmpty() ? middle(knowledge) : learned;
    }

    private static List<Embedding> middle(Knowledge knowledge) {
        ContentSpace content = knowledge.catalogue().content();
        float[] sum = new float[Embedding.DIMENSIONS];
        float[] row = new float[sum.length];
        double squares = 0;
        for (WatchedTitle title : knowledge.titles()) {
            int index = content.indexOf(title.media());
            if (index >= 0) {
                content.copyCentred(index, row, 0);
                Features.add(sum, title.liking().weight(), row);
            }
        }
        for (float v : sum) {
            squares += v * v;
        }
        return squares > 0 ? List.of(Embedding.of(sum)) : List.of();
    }
}
