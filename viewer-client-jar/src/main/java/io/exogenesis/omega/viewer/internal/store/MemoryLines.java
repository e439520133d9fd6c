package io.exogenesis.omega.viewer.internal.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.MemoryEntry;
import io.exogenesis.omega.viewer.memory.Skill;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the host stored as JSON, an object an entry: {@code {"memory":"pattern"|"episode"|"skill", "id":…, "embedding":{"scale":…,
 * "codes":"Base64"}, …}} with the fields of the records by their names; instants in ISO 8601, latencies in ms.
 */
final class MemoryLines {
    static final String KIND = "memory";
    private static final String PATTERN = "pattern";
    private static final String EPISODE = "episode";
    private static final String SKILL = "skill";
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private MemoryLines() {}

    static String line(AgentRecord.Stored stored) {
        JsonObject out = new JsonObject();
        switch (stored.entry()) {
            case StoredPattern p -> pattern(p, out);
            case Episode e -> episode(e, out);
            case Skill s -> skill(s, out);
        }
        JsonObject embedding = new JsonObject();
        embedding.addProperty("scale", stored.embedding().scale());
        embedding.addProperty(
                "codes", Base64.getEncoder().encodeToString(stored.embedding().codes()));
        out.add("embedding", embedding);
        return GSON.toJson(out);
    }

    /** @throws RuntimeException of Gson's or the model's, with what is wrong with it */
    static AgentRecord.Stored parse(JsonObject in) {
        JsonObject embedding = in.getAsJsonObject("embedding");
        Embedding place = Embedding.ofCodes(
                Base64.getDecoder().decode(text(embedding, "codes")),
                embedding.get("scale").getAsFloat());
        MemoryEntry entry = switch (text(in, KIND)) {
            case PATTERN -> pattern(in);
            case EPISODE -> episode(in);
            case SKILL -> skill(in);
            default ->
                throw new IllegalArgumentException("\"memory\" is pattern, episode or skill, not " + text(in, KIND));
        };
        return new AgentRecord.Stored(entry, place);
    }

    private static void pattern(StoredPattern p, JsonObject out) {
        out.addProperty(KIND, PATTERN);
        out.addProperty("id", p.id());
        out.addProperty("taskType", p.taskType().name());
        out.addProperty("approach", p.approach());
        out.addProperty("successRate", p.successRate());
        out.addProperty("uses", p.uses());
        out.addProperty("averageReward", p.averageReward());
        out.add("tags", texts(p.tags()));
        out.add("genres", texts(p.context().genres()));
        p.context().mood().ifPresent(mood -> out.addProperty("mood", mood));
        p.context().timeOfDay().ifPresent(time -> out.addProperty("timeOfDay", time));
        out.add("metadata", pairs(p.metadata()));
        out.addProperty("storedAt", p.storedAt().toString());
        out.addProperty("lastUsed", p.lastUsed().toString());
    }

    private static StoredPattern pattern(JsonObject in) {
        return StoredPattern.builder(
                        in.get("id").getAsLong(), TaskType.valueOf(text(in, "taskType")), text(in, "approach"))
                .successRate(in.get("successRate").getAsDouble())
                .uses(in.get("uses").getAsLong())
                .averageReward(in.get("averageReward").getAsDouble())
                .tags(texts(in, "tags"))
                .context(context(in))
                .metadata(pairs(in))
                .storedAt(Instant.parse(text(in, "storedAt")))
                .lastUsed(Instant.parse(text(in, "lastUsed")))
                .build();
    }

    private static PatternContext context(JsonObject in) {
        PatternContext context = PatternContext.of(texts(in, "genres"));
        context = optional(in, "mood").map(context::withMood).orElse(context);
        return optional(in, "timeOfDay").map(context::withTimeOfDay).orElse(context);
    }

    private static void episode(Episode e, JsonObject out) {
        out.addProperty(KIND, EPISODE);
        out.addProperty("id", e.id());
        out.addProperty("session", e.session());
        out.addProperty("at", e.at().toString());
        out.addProperty("task", e.task());
        out.addProperty("input", e.input());
        out.addProperty("output", e.output());
        e.media().ifPresent(media -> out.addProperty("media", media.value()));
        out.addProperty("reward", e.reward());
        out.addProperty("success", e.success());
        out.addProperty("critique", e.critique());
        out.addProperty("latencyMillis", e.latency().toMillis());
        out.addProperty("tokens", e.tokens());
        out.add("tags", texts(e.tags()));
        out.add("metadata", pairs(e.metadata()));
    }

    private static Episode episode(JsonObject in) {
        Episode.Builder episode = Episode.builder(
                        in.get("id").getAsLong(), text(in, "session"), Instant.parse(text(in, "at")), text(in, "task"))
                .input(text(in, "input"))
                .output(text(in, "output"))
                .reward(in.get("reward").getAsDouble())
                .success(in.get("success").getAsBoolean())
                .critique(text(in, "critique"))
                .latency(Duration.ofMillis(in.get("latencyMillis").getAsLong()))
                .tokens(in.get("tokens").getAsLong())
                .tags(texts(in, "tags"))
                .metadata(pairs(in));
        optional(in, "media").map(MediaId::new).ifPresent(episode::media);
        return episode.build();
    }

    private static void skill(Skill s, JsonObject out) {
        out.addProperty(KIND, SKILL);
        out.addProperty("id", s.id());
        out.addProperty("name", s.name());
        out.addProperty("description", s.description());
        out.add("inputs", texts(s.inputs()));
        out.add("outputs", texts(s.outputs()));
        out.addProperty("code", s.code());
        out.addProperty("successRate", s.successRate());
        out.addProperty("uses", s.uses());
        out.addProperty("averageReward", s.averageReward());
        out.addProperty("averageLatencyMillis", s.averageLatencyMillis());
        s.fromEpisode().ifPresent(id -> out.addProperty("fromEpisode", id));
        out.add("metadata", pairs(s.metadata()));
        out.addProperty("created", s.created().toString());
        out.addProperty("updated", s.updated().toString());
        out.addProperty("lastUsed", s.lastUsed().toString());
    }

    private static Skill skill(JsonObject in) {
        Skill.Builder skill = Skill.builder(in.get("id").getAsLong(), text(in, "name"))
                .description(text(in, "description"))
                .inputs(texts(in, "inputs"))
                .outputs(texts(in, "outputs"))
                .code(text(in, "code"))
                .successRate(in.get("successRate").getAsDouble())
                .uses(in.get("uses").getAsLong())
                .averageReward(in.get("averageReward").getAsDouble())
                .averageLatencyMillis(in.get("averageLatencyMillis").getAsDouble())
                .metadata(pairs(in))
                .created(Instant.parse(text(in, "created")))
                .updated(Instant.parse(text(in, "updated")))
                .lastUsed(Instant.parse(text(in, "lastUsed")));
        return (in.has("fromEpisode") ? skill.fromEpisode(in.get("fromEpisode").getAsLong()) : skill).build();
    }

    private static String text(JsonObject in, String name) {
        JsonElement value = in.get(name);
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return value.getAsString();
    }

    private static Optional<String> optional(JsonObject in, String name) {
        return Optional.ofNullable(in.get(name)).map(JsonElement::getAsString);
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray out = new JsonArray();
        texts.forEach(out::add);
        return out;
    }

    private static List<String> texts(JsonObject in, String name) {
        List<String> out = new ArrayList<>();
        in.getAsJsonArray(name).forEach(e -> out.add(e.getAsString()));
        return out;
    }

    private static JsonObject pairs(Map<String, String> pairs) {
        JsonObject out = new JsonObject();
        pairs.forEach((key, value) -> out.add(key, new JsonPrimitive(value)));
        return out;
    }

    private static Map<String, String> pairs(JsonObject in) {
        Map<String, String> out = new LinkedHashMap<>();
        in.getAsJsonObject("metadata")
                .entrySet()
                .forEach(e -> out.put(e.getKey(), e.getValue().getAsString()));
        return out;
    }
}
