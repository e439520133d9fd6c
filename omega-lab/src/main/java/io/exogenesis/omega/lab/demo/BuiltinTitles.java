package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The titles that a Core without an import knows: the same resource that the Core fills its catalogue from. */
public final class BuiltinTitles {
    private static final String RESOURCE = "/catalogue/builtin.tsv";
    private static final int COLUMNS = 6;

    private BuiltinTitles() {}

    /** Columns: id, title, year, genres joined by |, kind, description. */
    public static List<MediaItem> read() {
        try (@Nullable InputStream in = BuiltinTitles.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw DemoException.failed(
                        "the built-in titles are missing from the class path: build anew with mvn package");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(l -> l.split("\t", -1))
                    .filter(c -> !c[0].equals("id"))
                    .map(BuiltinTitles::item)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaItem item(String[] columns) {
        if (columns.length != COLUMNS) {
            throw DemoException.failed("a built-in title has " + COLUMNS + " columns: " + String.join(" | ", columns));
        }
        return new MediaItem(
                new MediaId(columns[0]),
                columns[1],
                columns[2].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(columns[2])),
                columns[3].isEmpty() ? List.of() : List.of(columns[3].split("\\|")),
                MediaItem.Kind.valueOf(columns[4].strip().toUpperCase(Locale.ROOT)),
                columns[5]);
    }
}
