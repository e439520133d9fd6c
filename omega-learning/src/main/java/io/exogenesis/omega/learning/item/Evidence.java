package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.item.JoinedModel.Query;
import io.exogenesis.omega.learning.taste.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * One private history before one item model: the raw values of all {@link Feature features}, each computed when asked for.
 * Queries and their projections are kept for the next feature. For one call, not for several threads.
 */
final class Evidence {
    /** λ of the main plane. */
    static final double LAMBDA = 500;
    /** λ where fine directions count, too. */
    static final double FINE_LAMBDA = 50;
    /** The half-life of a query in which every event counts alike. */
    static final double ALL = Double.POSITIVE_INFINITY;

    /** Popularity of a usual history's titles, in standard deviations above the catalogue's mean. */
    private static final double USUAL_POPULARITY = 1.5;

    private static final double MOST_DEVIATIONS = 3;
    /** Added to the share of a year before its logarithm. */
    private static final double YEAR_FLOOR = .002;
    /** Events at the catalogue's average that are added to a viewer's genres. */
    private static final double GENRE_PRIOR = 5;

    private static final double GENRE_FLOOR = .01;
    final JoinedModel model;
    final Unseen unseen;
    private final History history;
    private final Map<Double, Query> queries = new HashMap<>();
    private final Map<Double, float[]> projections = new HashMap<>();
    /** By half-life and λ. */
    private final Map<List<Double>, float[]> planes = new HashMap<>();

    Evidence(JoinedModel model, History history) {
        this.model = model;
        this.history = history;
        this.unseen = new Unseen(model.content, history);
    }

    /** The history with this half-life; the floors belong to LEARNING.md §2. */
    private Query query(double halfLife) {
        return queries.computeIfAbsent(halfLife, h -> Query.of(model.content, history, h, floor(h)));
    }

    private static double floor(double halfLife) {
        return halfLife >= ALL ? 1 : halfLife >= 150 ? .1 : halfLife >= 30 ? .05 : halfLife >= 8 ? .02 : 0;
    }

    private float[] projected(double halfLife) {
        return projections.computeIfAbsent(halfLife, h -> model.project(query(h)));
    }

    float[] plane(double halfLife, double lambda) {
        return planes.computeIfAbsent(List.of(halfLife, lambda), x -> model.plane(projected(halfLife), lambda));
    }

    float[] lowRank(double halfLife, int d) {
        return model.lowRank(projected(halfLife), d);
    }

    float[] content(double halfLife) {
        return JoinedModel.cosines(model.content, query(halfLife));
    }

    float[] pairs(double halfLife, int window) {
        return model.pairs(query(halfLife), window);
    }

    /** Mean of ln(1 + support) over what the viewer watched. */
    private double usual() {
        Query q = query(30);
        double sum = 0;
        double mass = 1e-9;
        for (int k = 0; k < q.size(); k++) {
            sum += q.weight(k) * model.logSupport[q.title(k)];
            mass += q.weight(k);
        }
        return sum / mass;
    }

    double usualPopularity() {
        double z = unseen.z(model.logSupport, usual());
        return Math.clamp(z, -MOST_DEVIATIONS, MOST_DEVIATIONS) - USUAL_POPULARITY;
    }

    float[] unusual() {
        double usual = usual();
        float[] out = new float[model.logSupport.length];
        for (int j = 0; j < out.length; j++) {
            out[j] = (float) Math.abs(model.logSupport[j] - usual);
        }
        return out;
    }

    private float[] byYear(IntToDoubleFunction value) {
        float[] ofYear = new float[model.facts.span()];
        for (int y = 0; y < ofYear.length; y++) {
            ofYear[y] = (float) value.applyAsDouble(y);
        }
        float[] out = new float[model.facts.size()];
        for (int j = 0; j < out.length; j++) {
            out[j] = ofYear[model.facts.year(j)];
        }
        return out;
    }

    float[] years(double halfLife) {
        Query q = query(halfLife);
        double[] watched = new double[model.facts.span()];
        double mass = 1e-9;
        for (int k = 0; k < q.size(); k++) {
            watched[model.facts.year(q.title(k))] += q.weight(k);
            mass += q.weight(k);
        }
        double[] smooth = Years.spread(watched);
        double all = mass;
        return byYear(y -> Math.log(smooth[y] / all + YEAR_FLOOR));
    }

    float[] genres(double halfLife) {
        Query q = query(halfLife);
        float[] taste = new float[model.facts.genreCount()];
        for (int k = 0; k < q.size(); k++) {
            int title = q.title(k);
            int[] genres = model.facts.genres(title);
            for (int g = 0; g < genres.length; g++) {
                taste[genres[g]] += q.weight(k) * model.common.genreWeights()[title][g];
            }
        }
        float[] out = new float[model.facts.size()];
        for (int j = 0; j < out.length; j++) {
            int[] genres = model.facts.genres(j);
            for (int g = 0; g < genres.length; g++) {
                out[j] += taste[genres[g]] * model.common.genreWeights()[j][g];
            }
        }
        return out;
    }

    float[] genreOdds() {
        Query q = query(ALL);
        double[] watched = new double[model.facts.genreCount()];
        double mass = 0;
        for (int k = 0; k < q.size(); k++) {
            mass += q.weight(k);
            for (int g : model.facts.genres(q.title(k))) {
                watched[g] += q.weight(k);
            }
        }
        double[] odds = new double[watched.length];
        for (int g = 0; g < odds.length; g++) {
            double usual = model.common.genreShare()[g];
            odds[g] = Math.log((watched[g] + GENRE_PRIOR * usual) / (mass + GENRE_PRIOR) / (usual + GENRE_FLOOR));
        }
        float[] out = new float[model.facts.size()];
        for (int j = 0; j < out.length; j++) {
            for (int g : model.facts.genres(j)) {
                out[j] += (float) odds[g];
            }
        }
        return out;
    }
}
