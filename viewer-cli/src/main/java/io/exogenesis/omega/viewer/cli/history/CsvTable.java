package io.exogenesis.omega.viewer.cli.history;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The rows of a CSV with a header, at most {@value ForeignHistory#MAX_ENTRIES} of them.
 *
 * @param names of the columns, in lower case
 */
record CsvTable(HistoryFile file, List<String> names, List<Row> rows) {
    private static final String ANY = "CSV";
    /** A review is the longest field; a longer one is the rest of a file behind a quotation mark that does not end. */
    private static final int MAX_FIELD = 100_000;

    private static final int MAX_FIELDS = 200;
    private static final int SHOWN = 40;

    /** @param line its first, from 1 */
    record Row(long line, List<String> fields) {}

    /** @throws ViewerException with the line that is broken */
    static CsvTable read(HistoryFile file) {
        List<Row> rows = new ArrayList<>();
        long line = 1;
        try (Reader text = file.reader();
                CsvReader<CsvRecord> csv = csv(text, file.separator())) {
            for (CsvRecord record : csv) {
                line = record.getStartingLineNumber();
                if (record.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (rows.size() > ForeignHistory.MAX_ENTRIES) {
                    throw file.bad(line, "more than " + ForeignHistory.MAX_ENTRIES + " rows", ANY);
                }
                rows.add(new Row(line, record.getFields()));
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw file.bad(line, "a field behind this line does not end, or is far too long", ANY);
        } catch (IOException e) {
            throw new ViewerException(file.name() + " cannot be read: " + e, e);
        }
        if (rows.isEmpty()) {
            throw new ViewerException(file.name() + " is empty");
        }
        if (!file.hasPairedQuotes()) {
            throw file.bad(line, "a quotation mark, here or before, is not closed", ANY);
        }
        List<String> names = rows.removeFirst().fields().stream()
                .map(n -> n.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new CsvTable(file, names, rows);
    }

    private static CsvReader<CsvRecord> csv(Reader text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MAX_FIELDS)
                                .maxFieldSize(MAX_FIELD)
                                .build(),
                        text);
    }

    boolean has(String... columns) {
        return names.containsAll(List.of(columns));
    }

    /** The text of a column; empty where the table has no such column. */
    String text(Row row, String column) {
        int at = names.indexOf(column);
        return at < 0 ? "" : row.fields().get(at).strip();
    }

    /** A row must have as many fields as the header, and only a field of {@code multiline} may have line breaks. */
    void check(Row row, String format, String multiline) {
        if (row.fields().size() != names.size()) {
            throw file.bad(
                    row.line(), "it has " + row.fields().size() + " columns, the header has " + names.size(), format);
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(multiline) && row.fields().get(i).indexOf('\n') >= 0) {
                throw file.bad(row.line(), "a quotation mark is not closed", format);
            }
        }
    }

    /** A year; empty where the field is. */
    OptionalInt year(Row row, String column, String format) {
        String year = text(row, column);
        try {
            return year.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(year));
        } catch (NumberFormatException e) {
            throw file.bad(row.line(), "a year is a number, not '" + shortened(year) + "'", format);
        }
    }

    /** A rating of at most {@code most}, on the five-star scale. */
    double rating(Row row, String column, int most, String format) {
        String text = text(row, column);
        return ForeignHistory.stars(text, most)
                .orElseThrow(() -> file.bad(
                        row.line(), "a rating is between 0 and " + most + ", not '" + shortened(text) + "'", format));
    }

    /** Text of the file as an error shows it. */
    static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
