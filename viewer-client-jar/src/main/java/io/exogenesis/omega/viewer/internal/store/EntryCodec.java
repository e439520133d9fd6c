package io.exogenesis.omega.viewer.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.MemoryEntry;
import io.exogenesis.omega.viewer.memory.Skill;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Disk format of what the host stored, in the journal and in the archive; see {@link AgentRecordCodec} for the conventions.
 * {@code time} is int64 milliseconds since 1970, {@code long text} an int32 length and UTF-8, {@code texts} a byte and so many
 * texts, {@code pairs} a byte and so many times two texts.
 *
 * <pre>
 * entry   byte 1 StoredPattern  int64 id, byte task type, long text approach, float64 rate, int64 uses, float64 reward,
 *                               texts tags, texts genres, texts mood (0 or 1), texts time of day (0 or 1), pairs metadata,
 *                               time stored, time used
 *         byte 2 Episode        int64 id, text session, time at, text task, long text input, long text output,
 *                               texts media (0 or 1), float64 reward, bool success, long text critique, int64 ms latency,
 *                               int64 tokens, texts tags, pairs metadata
 *         byte 3 Skill          int64 id, text name, long text description, texts inputs, texts outputs, long text code,
 *                               float64 rate, int64 uses, float64 reward, float64 ms latency, int64 from episode (0: none),
 *                               pairs metadata, time created, time updated, time used
 * </pre>
 */
final class EntryCodec {
    private static final TaskType[] TASKS = TaskType.values();

    private EntryCodec() {}

    static byte[] encode(MemoryEntry entry) {
        ByteWriter out = new ByteWriter(256);
        write(entry, out);
        return out.toByteArray();
    }

    /** @throws ViewerException if these bytes are no entry of this version */
    static MemoryEntry decode(byte[] payload) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            return read(in);
        } catch (ViewerException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ViewerException("an entry of the memory cannot be read: " + e.getMessage(), e);
        }
    }

    static void write(MemoryEntry entry, ByteWriter out) {
        switch (entry) {
            case StoredPattern p -> pattern(p, out);
            case Episode e -> episode(e, out);
            case Skill s -> skill(s, out);
        }
    }

    static MemoryEntry read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> readPattern(in);
            case 2 -> readEpisode(in);
            case 3 -> readSkill(in);
            default ->
                throw new ViewerException("the memory has an entry of kind " + kind
                        + ", which this version does not know: it was written by a newer one");
        };
    }

    private static void pattern(StoredPattern p, ByteWriter out) {
        out.writeByte(1);
        out.writeLong(p.id());
        out.writeByte(p.taskType().ordinal());
        out.writeLongText(p.approach());
        out.writeDouble(p.successRate());
        out.writeLong(p.uses());
        out.writeDouble(p.averageReward());
        texts(p.tags(), out);
        texts(p.context().genres(), out);
        texts(p.context().mood().stream().toList(), out);
        texts(p.context().timeOfDay().stream().toList(), out);
        pairs(p.metadata(), out);
        time(p.storedAt(), out);
        time(p.lastUsed(), out);
    }

    private static StoredPattern readPattern(DataInputStream in) throws IOException {
        return StoredPattern.builder(in.readLong(), TASKS[in.readUnsignedByte()], longText(in))
                .successRate(in.readDouble())
                .uses(in.readLong())
                .averageReward(in.readDouble())
                .tags(texts(in))
                .context(context(texts(in), texts(in), texts(in)))
                .metadata(pairs(in))
                .storedAt(time(in))
                .lastUsed(time(in))
                .build();
    }

    private static PatternContext context(List<String> genres, List<String> mood, List<String> timeOfDay) {
        if (genres.isEmpty() && mood.isEmpty() && timeOfDay.isEmpty()) {
            return PatternContext.NONE;
        }
        PatternContext context = PatternContext.of(genres);
        context = mood.isEmpty() ? context : context.withMood(mood.getFirst());
        return timeOfDay.isEmpty() ? context : context.withTimeOfDay(timeOfDay.getFirst());
    }

    private static void episode(Episode e, ByteWriter out) {
        out.writeByte(2);
        out.writeLong(e.id());
        out.writeUTF(e.session());
        time(e.at(), out);
        out.writeUTF(e.task());
        out.writeLongText(e.input());
        out.writeLongText(e.output());
        texts(e.media().map(MediaId::value).stream().toList(), out);
        out.writeDouble(e.reward());
        out.writeBoolean(e.success());
        out.writeLongText(e.critique());
        out.writeLong(e.latency().toMillis());
        out.writeLong(e.tokens());
        texts(e.tags(), out);
        pairs(e.metadata(), out);
    }

    private static Episode readEpisode(DataInputStream in) throws IOException {
        Episode.Builder episode = Episode.builder(in.readLong(), in.readUTF(), time(in), in.readUTF())
                .input(longText(in))
                .output(longText(in));
        texts(in).stream().findFirst().map(MediaId::new).ifPresent(episode::media);
        return episode.reward(in.readDouble())
                .success(in.readBoolean())
                .critique(longText(in))
                .latency(Duration.ofMillis(in.readLong()))
                .tokens(in.readLong())
                .tags(texts(in))
                .metadata(pairs(in))
                .build();
    }

    private static void skill(Skill s, ByteWriter out) {
        out.writeByte(3);
        out.writeLong(s.id());
        out.writeUTF(s.name());
        out.writeLongText(s.description());
        texts(s.inputs(), out);
        texts(s.outputs(), out);
        out.writeLongText(s.code());
        out.writeDouble(s.successRate());
        out.writeLong(s.uses());
        out.writeDouble(s.averageReward());
        out.writeDouble(s.averageLatencyMillis());
        out.writeLong(s.fromEpisode().orElse(0));
        pairs(s.metadata(), out);
        time(s.created(), out);
        time(s.updated(), out);
        time(s.lastUsed(), out);
    }

    private static Skill readSkill(DataInputStream in) throws IOException {
        return Skill.builder(in.readLong(), in.readUTF())
                .description(longText(in))
                .inputs(texts(in))
                .outputs(texts(in))
                .code(longText(in))
                .successRate(in.readDouble())
                .uses(in.readLong())
                .averageReward(in.readDouble())
                .averageLatencyMillis(in.readDouble())
                .fromEpisode(in.readLong())
                .metadata(pairs(in))
                .created(time(in))
                .updated(time(in))
                .lastUsed(time(in))
                .build();
    }

    private static void time(Instant at, ByteWriter out) {
        out.writeLong(at.toEpochMilli());
    }

    private static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }

    private static String longText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new ViewerException("a text of " + length + " bytes is longer than its record");
        }
        return new String(in.readNBytes(length), UTF_8);
    }

    private static void texts(List<String> texts, ByteWriter out) {
        out.writeByte(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int n = in.readUnsignedByte();
        if (n == 0) {
            return List.of();
        }
        List<String> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            out.add(in.readUTF());
        }
        return out;
    }

    private static void pairs(Map<String, String> pairs, ByteWriter out) {
        out.writeByte(pairs.size());
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            out.writeUTF(pair.getKey());
            out.writeUTF(pair.getValue());
        }
    }

    private static Map<String, String> pairs(DataInputStream in) throws IOException {
        int n = in.readUnsignedByte();
        if (n == 0) {
            return Map.of();
        }
        Map<String, String> out = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            out.put(in.readUTF(), in.readUTF());
        }
        return out;
    }
}
