package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.ReadOptions;
import io.exogenesis.omega.ops.core.CorePorts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a demonstration is asked to do.
 *
 * @param viewers how many agents; by default 200 simulated ones, or all of the ratings
 * @param ratings directory of real histories; empty: simulated
 * @param holdout what is kept from agents and Core to measure with
 * @param rounds of aggregation, ≥ 1; each is followed by a sync
 * @param rankings where every federated ranking is written to
 * @param report where the report is written to
 * @param exit end after the table, instead of keeping the Core for a look
 * @param browser open the dashboard if there is a browser
 * @param data data directory of Core and agents
 * @param malice liars among the agents; empty: none
 * @param reading how the ratings are to be understood
 */
public record DemoOptions(
        OptionalInt viewers,
        Optional<Path> ratings,
        Holdout holdout,
        int rounds,
        Optional<Path> rankings,
        Optional<Path> report,
        boolean exit,
        boolean browser,
        Path data,
        CorePorts ports,
        Optional<Malice> malice,
        ReadOptions reading) {
    /** Without liars, and with ratings that need no word. */
    public DemoOptions(
            OptionalInt viewers,
            Optional<Path> ratings,
            Holdout holdout,
            int rounds,
            Optional<Path> rankings,
            Optional<Path> report,
            boolean exit,
            boolean browser,
            Path data,
            CorePorts ports) {
        this(
                viewers,
                ratings,
                holdout,
                rounds,
                rankings,
                report,
                exit,
                browser,
                data,
                ports,
                Optional.empty(),
                ReadOptions.STRICT);
    }

    /** Viewers of a simulation, if no number is named. */
    public static final int DEFAULT_VIEWERS = 200;

    /**
     * Liars.
     *
     * @param fraction share of all agents, in (0, .9]; they come on top of the honest ones
     * @param attack name
     */
    public record Malice(double fraction, String attack) {}

    /** What is kept back. */
    public enum Holdout {
        /** Each viewer's last liked title (protocol LAST). */
        LAST,
        /** Nothing: the agents see all, and there is nothing to measure. */
        NONE
    }
}
