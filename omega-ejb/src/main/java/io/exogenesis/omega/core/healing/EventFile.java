package io.exogenesis.omega.core.healing;

import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
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
 * A line that is no such object, as a crash or a full disk leaves one behind, is skipped. The file is written anew with the newest {@code
 * kept} lines when it has twice as many. It is not synced: a power loss may take the last events, and nothing depends on them. Not safe
 * for concurrent use.
 */
final class EventFile {
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
        // A reader that replaces what is no UTF-8: a torn line may end in the middle of a character.
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines++;
                event(line).ifPresent(newest::addLast);
                if (newest.size() > kept) {
                    newest.removeFirst();
                }
            }
        }
        // Whether the last line has its end is not known: an empty line more does no harm.
        torn = lines > 0;
        return List.copyOf(newest);
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
            return Optional.of(new HealingEvent(
                    o.getJsonNumber("number").longValueExact(),
                    Instant.parse(o.getString("at")),
                    By.valueOf(o.getString("by").toUpperCase(Locale.ROOT)),
                    o.getString("subject"),
                    Outcome.valueOf(o.getString("outcome").toUpperCase(Locale.ROOT)),
                    o.getString("reason"),
                    o.getString("action"),
                    o.getString("prediction")));
        } catch (JsonException
                | DateTimeException
                | ArithmeticException
                | NullPointerException
                | ClassCastException
                | IllegalArgumentException
                | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
