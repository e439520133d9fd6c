package io.exogenesis.omega.lab.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The rows of a text file with separated fields, quoted as RFC 4180 says; FastCSV reads them, one at a time. */
final class Table {
    /** A field of a data set is short; a longer one is the rest of a file behind a quotation mark that does not end. */
    private static final int MAX_FIELD = 8192;

    private static final int MAX_FIELDS = 1024;

    /** No text has this character, so nothing is quoted by it. */
    private static final char NO_QUOTE = '\uFFFF';

    private final TextFile file;
    private final Separator separator;
    private final String firstLine;
    private final ReadContext context;

    private Table(TextFile file, Separator separator, String firstLine, ReadContext context) {
        this.file = file;
        this.separator = separator;
        this.firstLine = firstLine;
        this.context = context;
    }

    /** With the separator that its first line shows. */
    static Table of(Path path, ReadContext context) {
        TextFile file = TextFile.of(path);
        String first = file.firstLine();
        return new Table(file, Separator.of(first), first, context);
    }

    /** With the separator of its format. */
    static Table of(Path path, Separator separator, ReadContext context) {
        TextFile file = TextFile.of(path);
        return new Table(file, separator, file.firstLine(), context);
    }

    /**
     * Gives each row that is not empty to {@code rows}. A row that it calls {@link BrokenRow} is skipped, or ends the reading:
     * the options say which.
     *
     * @throws DatasetException if the file cannot be read, or has more broken rows than may be skipped
     */
    void read(Consumer<Row> rows) {
        Path path = file.path();
        try (ReadProgress progress = ReadProgress.of(path, context.terminal());
                Reader text = file.open(progress::at);
                CsvReader<CsvRecord> csv = csv(text)) {
            for (CsvRecord record : csv) {
                Row row = new Row(path, record.getStartingLineNumber(), record.getFields());
                if (!row.isBlank()) {
                    offer(row, rows);
                }
            }
        } catch (CsvParseException e) {
            throw new DatasetException(
                    path + ": " + reason(e) + ": a quotation mark that does not end, or no table of separated fields");
        } catch (UncheckedIOException e) {
            throw TextFile.unreadable(path, java.util.Objects.requireNonNullElse(e.getCause(), e));
        } catch (IOException e) {
            throw TextFile.unreadable(path, e);
        }
    }

    private void offer(Row row, Consumer<Row> rows) {
        try {
            rows.accept(row);
        } catch (BrokenRow e) {
            context.skipped().add(row, e.reason());
        }
    }

    private CsvReader<CsvRecord> csv(Reader text) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(separator.text())
                .quoteCharacter(separator.quotes(firstLine) ? '"' : NO_QUOTE)
                .allowExtraFields(true)
                .allowMissingFields(true);
        if (separator.text().length() == 1) {
            // "Great" Cats: what people write who do not know the rule
            builder.allowExtraCharsAfterClosingQuote(true);
        }
        return builder.build(
                CsvRecordHandler.builder()
                        .maxFields(MAX_FIELDS)
                        .maxFieldSize(MAX_FIELD)
                        .build(),
                text);
    }

    private static String reason(CsvParseException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    Path path() {
        return file.path();
    }

    /** As text. */
    String firstLine() {
        return firstLine;
    }

    /** What was recognised, for a person. */
    String described() {
        return file.path().getFileName() + " (" + separator.label() + ", " + file.encoding() + ")";
    }
}
