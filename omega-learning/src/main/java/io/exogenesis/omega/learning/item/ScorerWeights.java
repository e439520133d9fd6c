package io.exogenesis.omega.learning.item;

/**
 * Weights of the learned scorer: a sum of z-scored features over the viewer's unseen titles (LEARNING.md §3), fitted by
 * conditional logit on the validation splits of MovieLens latest-small with one 50-title sample a viewer. Features marked
 * {@code asinh} pass through asinh after the z-score.
 *
 * @param version of this set
 * @param lambda λ of the main plane
 * @param smallLambda λ of the plane {@code plane8Small}
 * @param plane2 asinh S_λ, query half-life 2 events; likewise 8, 30, 150
 * @param plane8Linear S_λ, half-life 8, without asinh
 * @param plane8Small S with the small λ, half-life 8
 * @param lowRank16 asinh of q₃₀V_dV_dᵀ at d = 16; likewise 64
 * @param content2 content cosine, half-life 2; likewise 30
 * @param support ln(1 + support), not z-scored
 * @param unusual distance to the viewer's usual popularity
 * @param pairs5 asinh of directed pairs within 5 places, half-life 2
 * @param pairs50 asinh of directed pairs within 50 places, half-life 4
 */
public record ScorerWeights(
        int version,
        double lambda,
        double smallLambda,
        double plane2,
        double plane8,
        double plane8Linear,
        double plane8Small,
        double plane30,
        double plane150,
        double lowRank16,
        double lowRank64,
        double content2,
        double content30,
        double support,
        double unusual,
        double pairs5,
        double pairs50) {
    /** The reference's fit for one sample a viewer. */
    public static final ScorerWeights VERSION_1 = new ScorerWeights(
            1, 500, 50, .2374, .4630, -.2394, .1561, .2434, .2766, .4948, .4205, .3498, .0645, -.0588, -.2005, .1946,
            .1304);
}
