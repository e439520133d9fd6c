package io.exogenesis.omega.learning.fusion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One viewer's vote for where a cluster lies.
 *
 * @param vector as it was sent; its length is the rule's affair
 * @param reputation of the viewer, in [0, 1]; without any it does not count
 * @param claimed success rate that the viewer says it measured: only the specification's weighted mean believes it
 * @param age epochs in which the viewer took part before this one
 */
public record Ballot(float[] vector, double reputation, double claimed, long age) {
    private static final Comparator<Ballot> CANONICAL = Comparator.<Ballot, float[]>comparing(
                    Ballot::vector, Arrays::compare)
            .thenComparingDouble(Ballot::reputation)
            .thenComparingDouble(Ballot::claimed)
            .thenComparingLong(Ballot::age);

    /** A vote of a viewer with full reputation. */
    public Ballot(float[] vector) {
        this(vector, 1, 1, 0);
    }

    /** Finite, and from a viewer with reputation. */
    public boolean counts() {
        if (!(reputation > 0) || !Double.isFinite(reputation)) {
            return false;
        }
        for (float v : vector) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return vector.length > 0;
    }

    /** Those that count, in an order that does not depend on theirs. */
    static List<Ballot> counted(List<Ballot> ballots) {
        return ballots.stream().filter(Ballot::counts).sorted(CANONICAL).toList();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Ballot b
                && Arrays.equals(b.vector, vector)
                && b.reputation == reputation
                && b.claimed == claimed
                && b.age == age;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }
}
