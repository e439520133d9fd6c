package io.exogenesis.omega.core.healing;

import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Healing events on the disk: one JSON object a line, oldest first, UTF-8, mode 0600.
 *
 * <pre>
 * {"number":17,"at":"2026-01-31T12:00:00Z","by":"supervisor","subject":"index-lost","outcome":"healed",
 *  "reason":"…","action":"…","prediction":"…"}
 * </pre>
 *
 * A line that is no such object, as a crash or a full disk leaves one behind, is skipped. Of a file of any length no more than its newest
 * {@value #MOST_BYTES} bytes are read. The file is written anew with the newest {@code
 * kept} lines when it has twice as many. It is not synced: a power loss may take the last events, and nothing depends on them. Not safe
 * for concurrent use.
 */
final class EventFile {
    /** Twice a thousand lines of two kilobytes: events have some 300 bytes, so what is longer was not written by a Core. */
    static final int MOST_BYTES = 4 << 20;
    /** The numbers of events are consecutive: nobody comes to this one. */
    private static final long LARGEST_NUMBER = 1L << 53;

    private final Path file;
    private final int kept;
    private int lines;
    private boolean torn;

    /** @param kept lines that a rewrite leaves */
    EventFile(Path file, int kept) {
        this.file = file;
        this.kept = kept;
    }

    /** The newest events, at most {@code kept}, oldest first; none if there is no file. */
    List<HealingEvent> read() throws IOException {
        Deque<HealingEvent> newest = new ArrayDeque<>();
        PrivateFiles.directory(java.util.Objects.requireNonNull(file.getParent()));
        if (!Files.exists(file)) {
            return List.of();
        }
        // Replaces what is no UTF-8: a torn line may end in the middle of a character, and the first one may begin in
        // it.
        for (String line : new String(end(), StandardCharsets.UTF_8).split("\n")) {
            lines++;
            event(line).ifPresent(newest::addLast);
            if (newest.size() > kept) {
                newest.removeFirst();
            }
        }
        // Whether the last line has its end is not known: an empty line more does no harm.
        torn = lines > 0;
        return List.copyOf(newest);
    }

    /** The newest bytes; a file that is too long is written anew by the next event. */
    private byte[] end() throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long length = in.size();
            if (length > MOST_BYTES) {
                lines = 2 * kept;
                in.position(length - MOST_BYTES);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, MOST_BYTES));
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until it is full or the file ends
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    /**
     * Appends an event.
     *
     * @param all the newest events with this one, oldest first: what a rewrite writes
     */
    void append(HealingEvent event, Collection<HealingEvent> all) throws IOException {
        if (lines + 1 >= 2 * kept) {
            StringBuilder text = new StringBuilder();
            all.forEach(e -> text.append(line(e)));
            PrivateFiles.writeText(file, text.toString());
            lines = all.size();
            torn = false;
            return;
        }
        String text = (torn ? "\n" : "") + line(event);
        torn = true;
        try (FileChannel out = io.exogenesis.omega.journal.PrivateFiles.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        torn = false;
        lines++;
    }

    private static String line(HealingEvent e) {
        return Json.createObjectBuilder()
                        .add("number", e.number())
                        .add("at", e.at().toString())
                        .add("by", word(e.by()))
                        .add("subject", e.subject())
                        .add("outcome", word(e.outcome()))
                        .add("reason", e.reason())
                        .add("action", e.action())
                        .add("prediction", e.prediction())
                        .build()
                + "\n";
    }

    private static Optional<HealingEvent> event(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject o = reader.readObject();
            long number = o.getJsonNumber("number").longValueExact();
            if (number < 1 || number > LARGEST_NUMBER) {
                return Optional.empty();
            }
            return Optional.of(new HealingEvent(
                    number,
                    Instant.parse(o.getString("at")),
                    By.valueOf(o.getString("by").toUpperCase(Locale.ROOT)),
                    o.getString("subject"),
                    Outcome.valueOf(o.getString("outcome").toUpperCase(Locale.ROOT)),
                    o.getString("reason"),
                    o.getString("action"),
                    o.getString("prediction")));
        } catch (RuntimeException e) {
            return Optional.empty(); // whatever the parser makes of it: it is no event
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
