package io.exogenesis.omega.lab.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab explore}.
 *
 * @param viewers that were shown something
 * @param share of the showings that explored
 * @param showings of each viewer
 * @param choices in the log: explored showings of all viewers
 * @param earned mean reward of an explored showing; a showing of a title that its viewer liked later earns 1, any other 0
 */
public record ExploreReport(
        String dataset,
        int viewers,
        long seed,
        double share,
        int showings,
        int choices,
        double earned,
        List<Policy> policies,
        double seconds) {

    /**
     * A policy that was not in use.
     *
     * @param truth what it earns a showing with these viewers, by all their later ratings
     * @param ips from the log alone, by inverse propensities
     * @param snips the same, self-normalised
     * @param effectiveSamples so many choices of the policy itself would say as much (Kish)
     */
    public record Policy(String name, double truth, Estimate ips, Estimate snips, double effectiveSamples) {}

    /**
     * An estimate; null where the log says nothing about the policy.
     *
     * @param ci 95 %, by bootstrap over the choices; empty where there is none
     */
    public record Estimate(@Nullable Double value, List<Double> ci) {}
}
