package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The titles that come with the Core: resource {@value #RESOURCE}, UTF-8, a header line, then tab-separated id, title, year,
 * genres joined by {@code |}, kind, description.
 */
public final class BuiltinCatalogue {
    static final String RESOURCE = "catalogue/builtin.tsv";
    private static final int COLUMNS = 6;

    private BuiltinCatalogue() {}

    /** @throws CoreException naming the line that cannot be read */
    public static List<MediaItem> titles() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new CoreException("the built-in catalogue is not on the class path: " + RESOURCE);
            }
            List<MediaItem> titles = new ArrayList<>();
            int number = 1;
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                if (number > 1 && !line.isBlank() && !line.startsWith("#")) {
                    titles.add(title(line, number));
                }
            }
            return titles;
        } catch (IOException e) {
            throw new CoreException("the built-in catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    private static MediaItem title(String line, int number) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new CoreException(
                    RESOURCE + ":" + number + ": " + COLUMNS + " columns are needed, not " + cells.length);
        }
        try {
            return new MediaItem(
                    new MediaId(cells[0]),
                    cells[1],
                    cells[2].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cells[2])),
                    cells[3].isEmpty() ? List.of() : List.of(cells[3].split("\\|")),
                    MediaItem.Kind.valueOf(cells[4].strip().toUpperCase(Locale.ROOT)),
                    cells[5].strip());
        } catch (IllegalArgumentException e) {
            throw new CoreException(RESOURCE + ":" + number + ": " + e.getMessage(), e);
        }
    }
}
