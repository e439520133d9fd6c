package io.exogenesis.omega.backup;

import io.exogenesis.omega.wire.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a backup says of itself: its first entry, lines {@code key=value} in UTF-8.
 *
 * @param schema version of the database's schema
 * @param createdAt when the state was taken
 * @param bank where bank and aggregation stood
 * @param books of all contributions up to that state
 */
public record BackupManifest(int schema, Instant createdAt, Bank bank, Books books) {
    /** Version of the format that is written, and the newest that is read. */
    public static final int FORMAT = 1;

    static final String ENTRY = "omega-backup.properties";
    private static final String PRODUCT = "Exogenesis Omega Core";

    /** It has some 400; deflated, a file of some MB may stand for some GB. */
    private static final int MOST_BYTES = 1 << 16;

    /**
     * Where bank and aggregation stood.
     *
     * @param id of the bank
     * @param consumed position in the contribution log up to which the rounds have read
     * @param checkpoint name of the states that belong to it; empty before there are any
     */
    public record Bank(String id, long version, long round, long consumed, String checkpoint) {}

    /** The books: acknowledged = decided + pending. */
    public record Books(int viewers, long acknowledged, long decided, long pending) {}

    void write(OutputStream out) throws IOException {
        TreeMap<String, Object> lines = new TreeMap<>();
        lines.put("product", PRODUCT);
        lines.put("format", FORMAT);
        lines.put("schema", schema);
        lines.put("created", createdAt);
        lines.put("bank.id", bank.id);
        lines.put("bank.version", bank.version);
        lines.put("bank.round", bank.round);
        lines.put("bank.consumed", bank.consumed);
        lines.put("bank.checkpoint", bank.checkpoint);
        lines.put("books.viewers", books.viewers);
        lines.put("books.acknowledged", books.acknowledged);
        lines.put("books.decided", books.decided);
        lines.put("books.pending", books.pending);
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads it.
     *
     * @param file for messages
     * @throws BackupException if another product or a newer version wrote it, or something is missing
     */
    static BackupManifest read(String file, InputStream in) throws IOException {
        Properties lines = new Properties();
        byte[] text = in.readNBytes(MOST_BYTES + 1);
        if (text.length > MOST_BYTES) {
            throw new BackupException(file + " is no backup of an Omega Core: its first entry is too long");
        }
        try {
            lines.load(new java.io.StringReader(new String(text, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new BackupException(file + " is damaged: its first entry cannot be read", e);
        }
        if (!PRODUCT.equals(lines.getProperty("product"))) {
            throw new BackupException(file + " is no backup of an Omega Core");
        }
        try {
            int format = Math.toIntExact(number(lines, "format"));
            if (format < 1) {
                throw new BackupException(file + " is damaged: it does not say its format");
            }
            if (format > FORMAT) {
                throw new BackupException(file + " is a backup of format " + format + ", and this Core reads up to "
                        + FORMAT + ": use the Core that made it, or a newer one");
            }
            return new BackupManifest(
                    Math.toIntExact(number(lines, "schema")),
                    Instant.parse(text(lines, "created")),
                    new Bank(
                            text(lines, "bank.id"),
                            number(lines, "bank.version"),
                            number(lines, "bank.round"),
                            number(lines, "bank.consumed"),
                            text(lines, "bank.checkpoint")),
                    new Books(
                            Math.toIntExact(number(lines, "books.viewers")),
                            number(lines, "books.acknowledged"),
                            number(lines, "books.decided"),
                            number(lines, "books.pending")));
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            String why = Refusals.oneLine(String.valueOf(e.getMessage())); // has what stands there
            throw new BackupException(file + " is damaged: its first entry cannot be read: " + why, e);
        }
    }

    private static long number(Properties lines, String key) {
        return Long.parseLong(text(lines, key));
    }

    private static String text(Properties lines, String key) {
        return lines.getProperty(key, "");
    }
}
