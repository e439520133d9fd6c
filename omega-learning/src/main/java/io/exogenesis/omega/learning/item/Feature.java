package io.exogenesis.omega.learning.item;

import java.util.function.Function;

/**
 * One thing that the learned scorer asks about every unseen title. {@code q_h} is the viewer's history with a half-life of h
 * events and a floor (LEARNING.md §2), {@code S_λ} the item model's plane, n the length of the history.
 */
public enum Feature {
    /** S₅₀₀(q₂). */
    PLANE_2(Shape.ASINH, e -> e.plane(2, Evidence.LAMBDA)),
    /** S₅₀₀(q₈). */
    PLANE_8(Shape.ASINH, e -> e.plane(8, Evidence.LAMBDA)),
    /** S₅₀₀(q₈), its far ends not bent. */
    PLANE_8_LINEAR(Shape.Z, e -> e.plane(8, Evidence.LAMBDA)),
    /** S₅₀(q₈): fine directions count, too. */
    PLANE_8_FINE(Shape.Z, e -> e.plane(8, Evidence.FINE_LAMBDA)),
    /** S₅₀₀(q₃₀). */
    PLANE_30(Shape.ASINH, e -> e.plane(30, Evidence.LAMBDA)),
    /** S₅₀₀(q₁₅₀). */
    PLANE_150(Shape.ASINH, e -> e.plane(150, Evidence.LAMBDA)),
    /** q₃₀V_dV_dᵀ, d = 16. */
    LOW_RANK_16(Shape.ASINH, e -> e.lowRank(30, 16)),
    /** The same, d = 64. */
    LOW_RANK_64(Shape.ASINH, e -> e.lowRank(30, 64)),
    /** Cosine of the content with q₂. */
    CONTENT_2(Shape.Z, e -> e.content(2)),
    /** Cosine of the content with q₃₀. */
    CONTENT_30(Shape.Z, e -> e.content(30)),
    /** ln(1 + support) as it is, the form of the first version. */
    SUPPORT(Shape.PLAIN, e -> e.model.logSupport),
    /** ln(1 + support). */
    POPULAR(Shape.Z, e -> e.model.logSupport),
    /** The same times how popular the viewer's usual titles are: a lover of hits is not one of rarities. */
    POPULAR_BY_TASTE(Shape.Z, e -> e.model.logSupport, Evidence::usualPopularity),
    /** ln(1 + support) beyond that of titles of about the same year: old titles had more time, fewer are known. */
    POPULAR_IN_YEARS(Shape.Z, e -> e.model.common.supportInYears()),
    /** Whether any support was published: enough distinct viewers had it. */
    RELEASED(Shape.Z, e -> e.model.common.released()),
    /** Distance of ln(1 + support) to the viewer's usual one. */
    UNUSUAL(Shape.Z, Evidence::unusual),
    /** Directed pairs within 5 places, q₂ before the title. */
    PAIRS_5(Shape.ASINH, e -> e.pairs(2, 5)),
    /** Directed pairs within 50 places, q₄ before the title. */
    PAIRS_50(Shape.ASINH, e -> e.pairs(4, 50)),
    /** ln of how often the viewer watches titles of about this year, by q₂. */
    YEARS_2(Shape.Z, e -> e.years(2)),
    /** The same by q₁₅₀, for titles without published support. */
    YEARS_UNSUPPORTED(Shape.UNSUPPORTED, e -> e.years(150)),
    /** Cosine of the genres with q₂, rare genres weighing more. */
    GENRES_2(Shape.Z, e -> e.genres(2)),
    /** Log odds of the genres in everything watched, for titles without published support. */
    GENRES_UNSUPPORTED(Shape.UNSUPPORTED, Evidence::genreOdds);

    /** What is done to the raw values, over the viewer's unseen titles. */
    enum Shape {
        PLAIN,
        /** z-score. */
        Z,
        /** asinh of the z-score: linear near the mean, logarithmic far from it. */
        ASINH,
        /** z-score for titles without published support, 0 for the others. */
        UNSUPPORTED
    }

    private final Shape shape;
    private final Function<Evidence, float[]> raw;
    private final Function<Evidence, Double> factor;

    Feature(Shape shape, Function<Evidence, float[]> raw) {
        this(shape, raw, e -> 1.0);
    }

    Feature(Shape shape, Function<Evidence, float[]> raw, Function<Evidence, Double> factor) {
        this.shape = shape;
        this.raw = raw;
        this.factor = factor;
    }

    /** {@code target += weight·feature}, one value a title. */
    void add(float[] target, double weight, Evidence evidence) {
        float[] values = raw.apply(evidence);
        double w = weight * factor.apply(evidence);
        switch (shape) {
            case PLAIN -> {
                for (int j = 0; j < target.length; j++) {
                    target[j] += (float) (w * values[j]);
                }
            }
            case Z -> evidence.unseen.addZ(target, w, values);
            case ASINH -> evidence.unseen.addAsinhZ(target, w, values);
            case UNSUPPORTED -> evidence.unseen.addZ(target, w, values, evidence.model.logSupport);
        }
    }
}
