package io.exogenesis.omega.lab.bench;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab bench}.
 *
 * @param benchmarks names of those that ran
 * @param seconds of the wall, all of them together
 */
public record BenchReport(Machine machine, List<Row> rows, List<String> benchmarks, double seconds) {
    public BenchReport {
        rows = List.copyOf(rows);
        benchmarks = List.copyOf(benchmarks);
    }

    /** Whether a file is such a report, by what stands in it. */
    public static boolean isOne(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject() && json.getAsJsonObject().has("benchmarks");
        } catch (IOException | JsonParseException e) {
            return false;
        }
    }

    /** @throws BenchException if the file is no such report */
    public static BenchReport read(Path file) {
        try {
            @Nullable BenchReport report = new Gson().fromJson(Files.readString(file), BenchReport.class);
            if (report == null || report.machine == null || report.rows == null) {
                throw new BenchException(file + " is not a report of a benchmark");
            }
            return report;
        } catch (IOException | JsonParseException e) {
            throw new BenchException(file + " cannot be read as a report: " + e.getMessage(), e);
        }
    }
}
