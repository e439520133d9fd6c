package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.measure.ReportJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab trend}. The contract's are {@code planted[factor, recall, medianDelayDays,
 * falseAlarmsPer100Days]} and {@code discovery.replication}; the rest is added. What was not measured is null.
 */
public record TrendReport(
        String dataset,
        int items,
        long seed,
        Seeds seeds,
        double threshold,
        List<Planted> planted,
        List<Calibration> calibration,
        List<Pushed> pushed,
        List<Real> real,
        @Nullable Discovered discovery,
        double seconds) {

    /** Ranges, both ends included: seeds of the streams that the threshold is judged on, and of those reported. */
    public record Seeds(List<Long> calibration, List<Long> test) {}

    /**
     * @param streams planted changes
     * @param recallCi 95 %, Wilson
     * @param falseAlarmsPer100Days a title's stream, over all titles with {@link SimulatedStreams#LEAST_RATE} new viewers a day
     * @param falseAlarmsPer100CatalogueDays in the whole catalogue together
     * @param recallRare of titles with fewer than .3 new viewers a day before the change
     * @param recallFrequent of the others
     */
    public record Planted(
            double factor,
            int streams,
            @Nullable Double recall,
            List<Double> recallCi,
            @Nullable Double medianDelayDays,
            @Nullable Double falseAlarmsPer100Days,
            @Nullable Double falseAlarmsPer100CatalogueDays,
            @Nullable Double recallRare,
            @Nullable Double recallFrequent) {}

    /** What another threshold would give, on the calibration seeds. */
    public record Calibration(double threshold, List<Planted> planted) {}

    /** How often a share of lying viewers makes a trend: why a trend is for display only. */
    public record Pushed(
            double liars, int streams, @Nullable Double alarmed) {}

    /**
     * Days as they were.
     *
     * @param feed {@code ratings}: each rating is an event; {@code samples}: what differences of samples tell, as in the Core
     * @param newReleases of the alarms whose title has a year, those within one year of it
     * @param share of them
     * @param eventShare of all events, those within one year of their title's: what chance would give
     */
    public record Real(
            String feed,
            int events,
            int alarms,
            int withYear,
            int newReleases,
            @Nullable Double share,
            @Nullable Double eventShare) {}

    /**
     * Mean over splits of the viewers into halves.
     *
     * @param replication share of the top pairs of one half whose shrunk lift exceeds the bound in the other half, too
     * @param range least and largest of the splits
     * @param significant share with more viewers than chance and G² > 3.84 (5 %) in the other half
     * @param chance {@code replication} of the first titles with random others that have about as many viewers as the second
     * @param top pairs asked about, mean
     * @param titlesEmbedded texts that had to be embedded for it
     */
    public record Discovered(
            @Nullable Double replication,
            List<Double> range,
            @Nullable Double significant,
            @Nullable Double chance,
            double top,
            int splits,
            int titlesEmbedded) {}

    public String toJson() {
        return ReportJson.of(this);
    }

    public void write(Path file) {
        ReportJson.write(file, this);
    }
}
