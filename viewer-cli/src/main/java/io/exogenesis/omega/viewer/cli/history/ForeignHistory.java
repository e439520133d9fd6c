package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.viewer.ViewerException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The entries of a file that another service wrote.
 *
 * @param format for a person, such as "Letterboxd ratings"
 * @param entries as they stand in the file
 */
public record ForeignHistory(String format, List<ForeignEntry> entries) {
    /** Thirty titles a day for twenty years. */
    static final int MAX_ENTRIES = 200_000;

    private static final double FIVE = 5;

    /** What the formats are, for a person. */
    public static final String FORMATS = "viewer export, Netflix, Letterboxd, IMDb and Trakt";

    /**
     * Reads a file of a format that its content tells.
     *
     * @param profile whose activity counts where a file tells of several; empty: there must be one
     * @throws ViewerException if the format is unknown, or with the line that is not as the format has it
     */
    public static ForeignHistory read(HistoryFile file, String profile) {
        char first = file.firstCharacter();
        if (first == '[') {
            return TraktHistory.read(file);
        }
        if (first == '<' || file.isBlank()) {
            throw unknown(file);
        }
        CsvTable table = CsvTable.read(file);
        if (table.has("letterboxd uri", "name")) {
            return LetterboxdHistory.read(table);
        }
        if (table.has("const", "title", "your rating")) {
            return ImdbHistory.read(table);
        }
        if (table.has("profile name", "start time", "title")) {
            return NetflixHistory.readDetailed(table, profile);
        }
        if (NetflixHistory.isActivity(table)) {
            return NetflixHistory.read(table);
        }
        throw unknown(file);
    }

    private static ViewerException unknown(HistoryFile file) {
        return new ViewerException(
                file.isBlank()
                        ? file.name() + " is empty"
                        : file.name() + " line 1: this begins none of the formats that import reads: " + FORMATS
                                + " (see viewer import --help)");
    }

    /** A rating of at most {@code most} on the five-star scale; empty if the text is none. */
    static OptionalDouble stars(String text, int most) {
        try {
            double rating = Double.parseDouble(text);
            return rating >= 0 && rating <= most ? OptionalDouble.of(rating * FIVE / most) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
