package io.exogenesis.omega.lab.demo;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.measure.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a demonstration. The first fields are the contract's; {@code dataset}, {@code items} and {@code simulated} are
 * added. What was not measured is null.
 */
public record DemoReport(
        int viewers,
        int rounds,
        Sync sync,
        Patterns patterns,
        Bank bank,
        @Nullable Accuracy accuracy,
        @Nullable Poisoning poisoning,
        long lost,
        long doubled,
        double seconds,
        String dataset,
        int items,
        boolean simulated) {

    /** @param failed given up after retries */
    public record Sync(
            String transport,
            Engine engine,
            int count,
            int retried,
            int failed,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms,
            long bytesSent,
            long bytesReceived) {}

    /** Names of the QUIC engines. */
    public record Engine(String client, @Nullable String core) {}

    /** @param inAdmittedClusters of those ingested, what stands behind a pattern of the bank after the last round */
    public record Patterns(long pushed, long ingested, long refused, long inAdmittedClusters) {}

    public record Bank(
            long version,
            int consolidatedPatterns,
            @Nullable Long itemModelBytes) {}

    /**
     * What lists are worth.
     *
     * @param protocol {@code last}
     * @param federated the lists that agents show: {@code getRecommendations} without words
     * @param rank their scorer alone; null in reports from before it was measured
     */
    public record Accuracy(
            String protocol,
            int viewers,
            Metrics alone,
            Metrics federated,
            Metrics popularity,
            @Nullable Metrics rank) {}

    /**
     * What liars gained.
     *
     * @param fraction share of liars among all agents
     * @param targets titles that they pushed
     * @param hitRateBefore share of honest viewers, who had not seen a target, with it in their first ten, before the attack
     * @param targetHitRate10 the same after the last round
     */
    public record Poisoning(
            String attack,
            double fraction,
            int liars,
            List<String> targets,
            double hitRateBefore,
            double targetHitRate10) {}

    public String toJson() {
        return ReportJson.of(this);
    }

    public void write(Path file) {
        ReportJson.write(file, this);
    }

    /** @throws DemoException if the file is not a report of a demonstration */
    public static DemoReport read(Path file) {
        try {
            @Nullable DemoReport report = new Gson().fromJson(Files.readString(file), DemoReport.class);
            if (report == null || report.sync == null || report.patterns == null || report.bank == null) {
                throw DemoException.usage(file + " is not a report of a demonstration");
            }
            return report;
        } catch (IOException | JsonParseException e) {
            throw DemoException.usage(file + " cannot be read as a report: " + e.getMessage());
        }
    }
}
