package io.exogenesis.omega.lab.heal;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.exogenesis.omega.lab.heal.subject.HealException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results as they come, so that a run that was ended goes on: the first line says of which run, each further one is a result in JSON.
 * A line that an end cut short is dropped, and its trial is run again.
 */
final class ProgressFile {
    private static final Gson GSON = new Gson();

    private final @Nullable Path file;
    private final String run;

    private ProgressFile(@Nullable Path file, String run) {
        this.file = file;
        this.run = run;
    }

    /** Beside the report. */
    static ProgressFile beside(Path report, HealOptions options) {
        Path name = report.resolveSibling(report.getFileName() + ".progress");
        return new ProgressFile(name, options.line());
    }

    /** None: a run that is ended begins anew. */
    static ProgressFile none() {
        return new ProgressFile(null, "");
    }

    String file() {
        return String.valueOf(file);
    }

    /** What an earlier process has measured; empty if there was none, or it measured something else. */
    List<FaultResult> read() {
        List<FaultResult> out = new ArrayList<>();
        if (file == null) {
            return out;
        }
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!lines.isEmpty() && lines.getFirst().equals(run)) {
                lines.stream().skip(1).forEach(line -> add(line, out));
            }
            // written anew: without a line that was cut short
            Files.writeString(file, run + "\n");
            out.forEach(this::add);
            return out;
        } catch (IOException e) {
            throw new HealException(file + " cannot be read and written: " + e.getMessage(), e);
        }
    }

    private static void add(String line, List<FaultResult> to) {
        try {
            FaultResult one = GSON.fromJson(line, FaultResult.class);
            if (one != null) {
                to.add(one);
            }
        } catch (JsonParseException e) {
            System.getLogger(ProgressFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "a line of the progress file was cut short", e);
        }
    }

    /** Keeps one. */
    void add(FaultResult result) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, GSON.toJson(result) + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new HealException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The report is written: the file is needed no more. */
    void delete() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new HealException(file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
