package io.exogenesis.omega.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The titles that a Core without an import knows, for an agent without a Core and for examples. */
public final class BuiltInCatalogue {
    /** UTF-8; a header, then tab-separated id, title, year, genres joined by {@code |}, kind, description. */
    private static final String RESOURCE = "builtin.tsv";

    private static final int COLUMNS = 6;

    private BuiltInCatalogue() {}

    /** About 500 films and series, each with genres and a description. Read anew at each call. */
    public static List<MediaItem> titles() {
        try (@Nullable InputStream in = BuiltInCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the built-in titles are missing from the jar of omega-protocol");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(BuiltInCatalogue::title)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaItem title(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("a built-in title has " + COLUMNS + " columns: " + line);
        }
        return MediaItem.builder(new MediaId(cells[0]), cells[1])
                .year(Integer.parseInt(cells[2]))
                .genres(List.of(cells[3].split("\\|")))
                .kind(MediaItem.Kind.valueOf(cells[4].toUpperCase(Locale.ROOT)))
                .description(cells[5].strip())
                .build();
    }
}
