package io.exogenesis.omega.learning.fusion;

import java.util.List;
import java.util.Optional;

/**
 * How the votes of a cluster become one embedding. A rule is one class with the paper it is from, a line in {@code
 * META-INF/services/io.exogenesis.omega.learning.fusion.AggregationRule} and a test; {@link AggregationRules} finds it by name.
 *
 * <p>Rules hold no state and may be used by several threads.
 */
public interface AggregationRule {

    /** What settings and command lines call it: lower case, dashes. */
    String name();

    /** Where it is described: authors, title, venue, year. */
    String source();

    /**
     * The centre of these votes. Their order has no influence, not even on the last bit.
     *
     * @param ballots one a viewer; those that {@linkplain Ballot#counts() do not count} are left out
     * @param tolerance share of liars that is to be withstood, in [0, .5)
     * @return a finite vector, of which the direction matters; empty if no ballot counts or the votes cancel out
     */
    Optional<float[]> fuse(List<Ballot> ballots, double tolerance);
}
