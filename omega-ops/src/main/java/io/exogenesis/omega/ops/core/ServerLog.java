package io.exogenesis.omega.ops.core;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds in a server's log what a person should read first. */
final class ServerLog {
    /** Liberty: {@code [ERROR   ] CWWKZ0002E: text} on the console. */
    private static final Pattern CONSOLE_ERROR = Pattern.compile("^\\[ERROR\\s*] (?:[A-Z]{4,5}\\d{4}E: )?(.*)$");

    private static final Pattern CAUSE =
            Pattern.compile("(?:Caused by: )?[\\w.]*\\.(?:core|wire|journal|quic|vector)\\.[\\w.]*Exception: (.*)");
    private static final int MAX = 300;
    /** A JVM that ends because of {@code -XX:+ExitOnOutOfMemoryError} says this last. */
    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("Terminating due to java\\.lang\\.OutOfMemoryError: (.*)");
    /** How much of a log's end is read: a log may hold months, and who reads it may be small. */
    static final int TAIL_BYTES = 256 << 10;

    private ServerLog() {}

    /** The reason in one line: an exception of ours if there is one, else the last error. */
    static Optional<String> lastError(CoreDirectory data) {
        String found = null;
        String ours = null;
        for (List<String> log : List.of(data.console().tail(), plain(lines(tail(data.messagesLog()))))) {
            for (String line : log) {
                Matcher error = CONSOLE_ERROR.matcher(line);
                if (error.matches()) {
                    found = error.group(1);
                }
                Matcher cause = CAUSE.matcher(line);
                if (line.contains("io.exogenesis.omega.") && cause.find()) {
                    ours = cause.group(1);
                }
            }
        }
        return Optional.ofNullable(ours != null ? ours : found)
                .map(s -> s.length() > MAX ? s.substring(0, MAX) + "…" : s.strip());
    }

    /** What was short when the JVM ended for want of memory: {@code Java heap space}, {@code Metaspace}. */
    static Optional<String> outOfMemory(CoreDirectory data) {
        return data.console().tail().stream()
                .map(OUT_OF_MEMORY::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1).strip())
                .reduce((earlier, later) -> later);
    }

    /** Liberty stays up when the application in it does not start; waiting for it would be in vain. */
    static boolean applicationFailed(CoreDirectory data) {
        return data.console().tail().stream().anyMatch(l -> l.contains("CWWKZ0002E") || l.contains("CWWKZ0004E"));
    }

    /** The log as it is without {@code OMEGA_LOG_FORMAT=json}: of an object a line, the lines of its message. */
    private static List<String> plain(List<String> log) {
        return log.stream().flatMap(ServerLog::plain).toList();
    }

    private static Stream<String> plain(String line) {
        if (!line.startsWith("{")) {
            return Stream.of(line);
        }
        try {
            JsonElement message = JsonParser.parseString(line).getAsJsonObject().get("message");
            return message == null ? Stream.empty() : message.getAsString().lines();
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return Stream.of(line); // the first line of what was cut, or no object of the server's
        }
    }

    static List<String> lines(byte[] tail) {
        return new String(tail, StandardCharsets.UTF_8).lines().toList();
    }

    /** The end of a log; empty if there is none. */
    static byte[] tail(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            return Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
        } catch (IOException e) {
            return new byte[0]; // no log, no reason; the caller names the log anyway
        }
    }
}
