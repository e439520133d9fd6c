package io.exogenesis.omega.lab.simulate;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab simulate}.
 *
 * @param machine on which viewers, and with a local Core the Core, ran
 * @param held connections that were open when the measuring began
 * @param engine of the viewers
 * @param syncIntervalSeconds of each viewer
 * @param syncs served as asked: acknowledged as durable, and pulled
 * @param refused answered with a refusal; their contributions went with the next one
 * @param refusals by the code of each sync's first one; a sync of several pages, or one at the end, may add some
 * @param failed given up after retries; likewise
 * @param steered syncs whose answer named another pause than the usual minute
 * @param lost acknowledged to a viewer and not in the Core's books, or never decided nor pending there
 * @param doubled in the books more often than the viewer has made it
 * @param unacknowledged contributions for which no acknowledgement came by the end
 * @param restarts of the Core that this run caused
 * @param timeline by ten seconds
 */
public record SimulateReport(
        Machine machine,
        int viewers,
        int held,
        String engine,
        boolean dial,
        double syncIntervalSeconds,
        double durationSeconds,
        SimulateOptions.Network network,
        long syncs,
        long refused,
        Map<String, Long> refusals,
        long failed,
        long steered,
        long acknowledged,
        long lost,
        long doubled,
        long unacknowledged,
        int restarts,
        Sync sync,
        double ratePerSecond,
        Server server,
        Client client,
        Enrolment enrolment,
        List<Moment> timeline) {
    public SimulateReport {
        refusals = Map.copyOf(refusals);
        timeline = List.copyOf(timeline);
    }

    /** From the time at which each sync was due; null where more were not served than the percentile leaves out. */
    public record Sync(
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms,
            @Nullable Double p999Ms) {}

    /**
     * The Core's process; null where it is not on this machine or was started anew.
     *
     * @param cpuSeconds while it was measured
     * @param rssBytes at the end
     * @param bytesPerConnection growth of its memory while the connections were opened, by their number; the heap's share in it is
     *     whatever the collector left
     */
    public record Server(
            @Nullable Double cpuSeconds,
            @Nullable Long rssBytes,
            @Nullable Long bytesPerConnection) {}

    /**
     * This process.
     *
     * @param cpuSeconds while it was measured
     * @param rssBytes at the end, null where the system does not tell
     */
    public record Client(double cpuSeconds, @Nullable Long rssBytes) {}

    /**
     * How viewers got in.
     *
     * @param kept of earlier runs
     * @param fresh enrolled by this one
     */
    public record Enrolment(int kept, int fresh, double seconds) {}

    /** Syncs that were due in ten seconds, and how long those took that were served. */
    public record Moment(
            long second,
            long syncs,
            long refused,
            long failed,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms) {}

    /** Whether a file is such a report, by what stands in it. */
    public static boolean isOne(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject() && json.getAsJsonObject().has("ratePerSecond");
        } catch (IOException | JsonParseException e) {
            return false;
        }
    }

    /** @throws SimulateException if the file is no such report */
    public static SimulateReport read(Path file) {
        try {
            SimulateReport report = new Gson().fromJson(Files.readString(file), SimulateReport.class);
            if (report == null || report.machine == null || report.sync == null) {
                throw new SimulateException(file + " is not a report of lab simulate");
            }
            return report;
        } catch (IOException | JsonParseException e) {
            throw new SimulateException(file + " cannot be read as a report: " + e.getMessage(), e);
        }
    }
}
