package io.exogenesis.omega.lab.measure;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How every report is written: indented, what was not measured as {@code null}, one line break at the end. */
public final class ReportJson {
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    private ReportJson() {}

    /** @param report a record; its components are the fields */
    public static String of(Object report) {
        return GSON.toJson(report) + "\n";
    }

    /** @throws OutputException if the file cannot be written */
    public static void write(Path file, Object report) {
        try {
            Files.writeString(file, of(report));
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
