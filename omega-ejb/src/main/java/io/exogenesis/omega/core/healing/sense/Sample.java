package io.exogenesis.omega.core.healing.sense;

import io.exogenesis.omega.core.catalogue.CatalogueStatus;

/**
 * How the Core fares at one tick. NaN stands for what a sensor could not tell.
 *
 * @param sync how the sync protocol goes
 * @param backlog contributions that wait for a round
 * @param recall recall@10 of the bank's index, of the newest probe: share of the ten nearest patterns that a search finds, 0 to 1
 * @param heap share of the heap in use, 0 to 1
 * @param cpu share of all processors that this process used since the last tick, 0 to 1
 * @param catalogue how far the catalogue is
 */
public record Sample(
        Sync sync, Backlog backlog, double recall, double heap, double cpu, CatalogueStatus.State catalogue) {

    /**
     * The sync protocol.
     *
     * @param inWork frames being answered now
     * @param offered frames a second that came
     * @param shed frames a second that were turned away at the Core's own limit
     * @param p95Millis 95 % quantile of the time to answer a frame, over the last seconds; 0 if none was answered
     * @param answered frames of which {@code p95Millis} is the quantile, of {@value #WINDOW} ticks
     * @param errors share of the frames of the last tick that the Core failed to answer
     * @param refusals share of them that were refused, shed ones included
     */
    public record Sync(
            double inWork,
            double offered,
            double shed,
            double p95Millis,
            long answered,
            double errors,
            double refusals) {
        /** Ticks of which the latency is told together: at a few frames a second, one tick's 95 % quantile is one frame's. */
        static final int WINDOW = 3;

        /** Frames that are answered in a second. */
        public double answeredPerSecond() {
            return answered / (double) WINDOW;
        }
    }

    /**
     * Contributions that are acknowledged and that no committed round has read.
     *
     * @param waiting how many, of this process
     * @param ageSeconds time since the oldest of them came; 0 if none waits
     */
    public record Backlog(double waiting, double ageSeconds) {}
}
