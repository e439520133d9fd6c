package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which seen title seems to weigh most in a title's score, to be tried by {@link Attribution}, and the sentences.
 *
 * <p>With an item model that knows both titles: the largest term of {@code Σ_i q_i Σ_k V_ik g_k V_jk}. Otherwise the largest term
 * of the content cosine {@code Σ_i q_i c_i·c_j}. The newest {@value #NEWEST} titles are looked at; older ones weigh little by
 * the recency in q.
 */
final class Reasons {
    static final int NEWEST = 200;
    /** λ of the scorer's main plane, and the half-life of its longer queries, in events. */
    private static final double LAMBDA = 500;

    private static final double HALF_LIFE = 30;
    private static final double FLOOR = .05;

    private final Knowledge knowledge;
    private final Catalogue catalogue;
    private final List<Seen> seen = new ArrayList<>();

    /** A seen title with its weight in the query. */
    private record Seen(WatchedTitle title, int index, double weight) {}

    Reasons(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.catalogue = knowledge.catalogue();
        List<WatchedTitle> titles = knowledge.titles();
        for (int k = Math.max(0, titles.size() - NEWEST); k < titles.size(); k++) {
            int index = catalogue.content().indexOf(titles.get(k).media());
            double recency = FLOOR + (1 - FLOOR) * Math.pow(.5, (titles.size() - 1 - k) / HALF_LIFE);
            if (index >= 0) {
                seen.add(new Seen(titles.get(k), index, titles.get(k).liking().weight() * recency));
            }
        }
    }

    /** The seen title that seems to weigh most in a title's score; empty if none is known here. */
    Optional<WatchedTitle> strongest(int index) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        int row = released(index);
        return row < 0
                ? Optional.of(strongestByContent(index).title())
                : strongestByModel(knowledge.itemModel().orElseThrow(), row)
                        .or(() -> Optional.of(strongestByContent(index)))
                        .map(Seen::title);
    }

    /** Row of a title that the item model knows from enough viewers, else −1. */
    private int released(int index) {
        return knowledge
                .itemModel()
                .map(m -> {
                    int row = m.rowOf(catalogue.content().id(index));
                    return row >= 0 && m.support(row) > 0 ? row : -1;
                })
                .orElse(-1);
    }

    /** The part that a seen title plays in a title's score. */
    ScorePart because(Attribution.Share cause, int index) {
        return ScorePart.of(Kind.BECAUSE_YOU_WATCHED, cause.share(), sentence(cause.title(), index))
                .withBecause(List.of(cause.title().media()));
    }

    /** The way in which a seen title speaks for a title. */
    String sentence(WatchedTitle title, int index) {
        String name = name(catalogue.content().indexOf(title.media()));
        return byViewers(title, index)
                ? "Viewers who watched " + name + " also watched this"
                : "Close in content to " + name + ", which you " + did(title);
    }

    /** One sentence about a title for a viewer of whom nothing is known. */
    String ofNobody(int index) {
        int row = released(index);
        if (row >= 0) {
            return "Watched by many viewers (about "
                    + Math.round(knowledge.itemModel().orElseThrow().support(row)) + " in the shared sample)";
        }
        return "Nothing is known of your taste yet: from a mix of genres and decades";
    }

    /** Whether those who watched the one tend to watch the other: only then may a sentence say so. */
    private boolean byViewers(WatchedTitle title, int index) {
        int row = released(index);
        return row >= 0
                && knowledge
                        .itemModel()
                        .filter(m -> m.rowOf(title.media()) >= 0)
                        .filter(m -> term(m, m.rowOf(title.media()), damped(m, row)) > 0)
                        .isPresent();
    }

    private static double[] damped(ItemModel model, int row) {
        double[] damped = new double[model.rank()];
        for (int k = 0; k < damped.length; k++) {
            double w = model.spectrum(k);
            damped[k] = model.value(row, k) * w / (w + LAMBDA);
        }
        return damped;
    }

    private Optional<Seen> strongestByModel(ItemModel model, int row) {
        double[] damped = damped(model, row);
        Optional<Seen> best = Optional.empty();
        double most = 0;
        for (Seen s : seen) {
            int other = model.rowOf(s.title().media());
            double term = other < 0 ? 0 : s.weight() * term(model, other, damped);
            if (term > most) {
                most = term;
                best = Optional.of(s);
            }
        }
        return best;
    }

    private static double term(ItemModel model, int row, double[] damped) {
        double sum = 0;
        for (int k = 0; k < damped.length; k++) {
            sum += damped[k] * model.value(row, k);
        }
        return sum;
    }

    private Seen strongestByContent(int index) {
        float[] own = catalogue.content().centred(index);
        Seen best = seen.getLast();
        double most = Double.NEGATIVE_INFINITY;
        for (Seen s : seen) {
            double term = s.weight() * catalogue.content().cosine(s.index(), own);
            if (term > most) {
                most = term;
                best = s;
            }
        }
        return best;
    }

    private String name(int index) {
        MediaItem item = catalogue.item(index);
        return item.year().isPresent() ? item.title() + " (" + item.year().getAsInt() + ")" : item.title();
    }

    private static String did(WatchedTitle title) {
        if (title.rating().isEmpty()) {
            return "watched";
        }
        return title.liking() == Liking.HIGH
                ? "liked"
                : "rated " + title.rating().getAsDouble();
    }
}
