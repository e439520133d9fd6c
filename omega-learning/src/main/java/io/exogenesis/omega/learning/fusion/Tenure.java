package io.exogenesis.omega.learning.fusion;

import java.util.List;

/**
 * Time as a price: members younger than {@link #EPOCHS} together weigh at most half of what the tenured ones weigh, so at most
 * a third of the whole, however many identities an attacker enrols at once.
 *
 * <p>Where fewer than {@link #QUORUM} members are tenured there is no cap: a young federation has none, and one or two old
 * identities must not outvote a crowd of newcomers. A third of tenured liars together with young ones is not bounded by this.
 *
 * @param weights one a ballot, in the ballots' order
 * @param share of the tenured members in the sum of the weights, in [0, 1]
 */
public record Tenure(double[] weights, double share) {
    /** Epochs of presence that make a member tenured: two weeks of daily epochs. */
    public static final int EPOCHS = 14;
    /** As many as it takes to carry a pattern. */
    public static final int QUORUM = 3;
    /** Mass of the young over that of the tenured. */
    private static final double CAP = .5;

    /** Weights of ballots that count. */
    public static Tenure of(List<Ballot> ballots) {
        double[] weights = new double[ballots.size()];
        double old = 0;
        double young = 0;
        int tenured = 0;
        for (int i = 0; i < weights.length; i++) {
            Ballot b = ballots.get(i);
            weights[i] = Math.min(1, b.reputation());
            if (b.age() >= EPOCHS) {
                tenured++;
                old += weights[i];
            } else {
                young += weights[i];
            }
        }
        double factor = tenured >= QUORUM && young > CAP * old ? CAP * old / young : 1;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= ballots.get(i).age() >= EPOCHS ? 1 : factor;
        }
        double all = old + factor * young;
        return new Tenure(weights, all > 0 ? old / all : 0);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tenure t && t.share == share && java.util.Arrays.equals(t.weights, weights);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(weights);
    }
}
