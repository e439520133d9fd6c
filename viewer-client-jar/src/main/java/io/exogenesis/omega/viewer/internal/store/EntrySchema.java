package io.exogenesis.omega.viewer.internal.store;

import static io.exogenesis.omega.viewer.internal.schema.Layout.field;
import static io.exogenesis.omega.viewer.internal.schema.Layout.layout;
import static io.exogenesis.omega.viewer.internal.schema.Types.BOOL;
import static io.exogenesis.omega.viewer.internal.schema.Types.FLOAT32;
import static io.exogenesis.omega.viewer.internal.schema.Types.FLOAT64;
import static io.exogenesis.omega.viewer.internal.schema.Types.INT64;
import static io.exogenesis.omega.viewer.internal.schema.Types.LONG_TEXT;
import static io.exogenesis.omega.viewer.internal.schema.Types.MILLIS;
import static io.exogenesis.omega.viewer.internal.schema.Types.PAIRS;
import static io.exogenesis.omega.viewer.internal.schema.Types.TEXT;
import static io.exogenesis.omega.viewer.internal.schema.Types.UINT8;
import static io.exogenesis.omega.viewer.internal.schema.Types.constant;
import static io.exogenesis.omega.viewer.internal.schema.Variants.variant;
import static io.exogenesis.omega.viewer.internal.schema.Variants.variants;

import com.google.gson.JsonObject;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.schema.Layout.Row;
import io.exogenesis.omega.viewer.internal.schema.Type;
import io.exogenesis.omega.viewer.internal.schema.Types;
import io.exogenesis.omega.viewer.internal.schema.Variants.Variant;
import io.exogenesis.omega.viewer.memory.SkillLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the host stored: in the journal and the archive, and as JSON in an export. */
final class EntrySchema {
    private static final Type<List<String>> TEXTS = TEXT.list(UINT8);
    private static final Type<Long> TIME = MILLIS.as(MILLIS.name(), Instant::toEpochMilli, Instant::ofEpochMilli);
    private static final Type<Optional<String>> TEXT_OR_NONE = TEXT.optional(UINT8);

    private static final Variant<PatternEntry> PATTERN = variant(
            1,
            PatternEntry.class,
            EntrySchema::pattern,
            field("id", INT64, PatternEntry::id),
            field("taskType", constant(TaskType.class), PatternEntry::taskType),
            field("approach", LONG_TEXT, PatternEntry::approach),
            field("successRate", FLOAT64, PatternEntry::successRate),
            field("uses", INT64, PatternEntry::uses),
            field("averageReward", FLOAT64, PatternEntry::averageReward),
            field("tags", TEXTS, PatternEntry::tags),
            field("genres", TEXTS, p -> p.context().genres()),
            field("mood", TEXT_OR_NONE, p -> p.context().mood()),
            field("timeOfDay", TEXT_OR_NONE, p -> p.context().timeOfDay()),
            field("metadata", PAIRS, PatternEntry::metadata),
            field("storedAt", TIME, PatternEntry::storedMillis),
            field("lastUsed", TIME, PatternEntry::usedMillis));

    private static final Variant<EpisodeEntry> EPISODE = variant(
            2,
            EpisodeEntry.class,
            EntrySchema::episode,
            field("id", INT64, EpisodeEntry::id),
            field("session", TEXT, EpisodeEntry::session),
            field("at", TIME, EpisodeEntry::atMillis),
            field("task", TEXT, EpisodeEntry::task),
            field("input", LONG_TEXT, EpisodeEntry::input),
            field("output", LONG_TEXT, EpisodeEntry::output),
            field("media", TEXT_OR_NONE, e -> e.media().map(MediaId::value)),
            field("reward", FLOAT64, EpisodeEntry::reward),
            field("success", BOOL, EpisodeEntry::success),
            field("critique", LONG_TEXT, EpisodeEntry::critique),
            field("latencyMillis", INT64, EpisodeEntry::latencyMillis),
            field("tokens", INT64, EpisodeEntry::tokens),
            field("tags", TEXTS, EpisodeEntry::tags),
            field("metadata", PAIRS, EpisodeEntry::metadata));

    private static final Variant<SkillEntry> SKILL = variant(
            3,
            SkillEntry.class,
            EntrySchema::skill,
            field("id", INT64, SkillEntry::id),
            field("name", TEXT, SkillEntry::name),
            field("description", LONG_TEXT, SkillEntry::description),
            field("inputs", TEXTS, SkillEntry::inputs),
            field("outputs", TEXTS, SkillEntry::outputs),
            field("code", LONG_TEXT, SkillEntry::code),
            field("successRate", FLOAT64, SkillEntry::successRate),
            field("uses", INT64, SkillEntry::uses),
            field("averageReward", FLOAT64, SkillEntry::averageReward),
            field("averageLatencyMillis", FLOAT64, SkillEntry::averageLatencyMillis),
            field("fromEpisode", Types.ID_OR_0, SkillEntry::episode),
            field("metadata", PAIRS, SkillEntry::metadata),
            field("created", MILLIS, SkillEntry::created),
            field("updated", MILLIS, SkillEntry::updated),
            field("lastUsed", MILLIS, SkillEntry::lastUsed));

    /** One entry. */
    static final Type<Entry> ENTRY = variants("entry", "the memory has an entry", PATTERN, EPISODE, SKILL);

    static final Type<Embedding> EMBEDDING = layout(
            "embedding",
            EntrySchema::embedding,
            field("scale", FLOAT32, Embedding::scale),
            field("codes", Types.bytes(Embedding.DIMENSIONS), Embedding::codes));

    static final Type<SkillLink> LINK = layout(
            "link",
            r -> new SkillLink(r.next(), r.next(), r.next(), r.next()),
            field("from", INT64, SkillLink::from),
            field("to", INT64, SkillLink::to),
            field("kind", constant(SkillLink.Kind.class), SkillLink::kind),
            field("weight", FLOAT64, SkillLink::weight));

    /** In JSON, {@value #KIND} says what an object is. */
    static final String KIND = "memory";

    private static final String LINKED = "link";
    private static final Map<String, Variant<? extends Entry>> KINDS =
            Map.of("pattern", PATTERN, "episode", EPISODE, "skill", SKILL);

    private EntrySchema() {}

    private static PatternEntry pattern(Row r) {
        return new PatternEntry(
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                context(r),
                r.next(),
                r.next(),
                r.next());
    }

    private static PatternContext context(Row r) {
        List<String> genres = r.next();
        Optional<String> mood = r.next();
        Optional<String> time = r.next();
        PatternContext context = genres.isEmpty() ? PatternContext.NONE : PatternContext.of(genres);
        context = mood.map(context::withMood).orElse(context);
        return time.map(context::withTimeOfDay).orElse(context);
    }

    private static EpisodeEntry episode(Row r) {
        return new EpisodeEntry(
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.<Optional<String>>next().map(MediaId::new).orElse(null),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next());
    }

    private static SkillEntry skill(Row r) {
        return new SkillEntry(
                r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(),
                r.next(), r.next(), r.next(), r.next(), r.next());
    }

    private static Embedding embedding(Row r) {
        float scale = r.next();
        return Embedding.ofCodes(r.next(), scale);
    }

    static JsonObject toJson(AgentRecord.Stored stored) {
        JsonObject out = new JsonObject();
        KINDS.forEach((name, variant) -> {
            if (variant.of().isInstance(stored.entry())) {
                out.addProperty(KIND, name);
                variant.addTo(out, stored.entry());
            }
        });
        out.add("embedding", EMBEDDING.json().to().apply(stored.embedding()));
        return out;
    }

    static JsonObject toJson(SkillLink link) {
        JsonObject out = new JsonObject();
        out.addProperty(KIND, LINKED);
        out.asMap().putAll(LINK.json().to().apply(link).getAsJsonObject().asMap());
        return out;
    }

    static boolean isLink(JsonObject in) {
        return in.get(KIND).getAsString().equals(LINKED);
    }

    /** @throws RuntimeException of Gson's or the model's, with what is wrong with it */
    static AgentRecord.Stored stored(JsonObject in) {
        String kind = in.get(KIND).getAsString();
        Variant<? extends Entry> variant = KINDS.get(kind);
        if (variant == null) {
            throw new IllegalArgumentException("\"memory\" is pattern, episode or skill, not " + kind);
        }
        return new AgentRecord.Stored(
                variant.layout().json().from().apply(in),
                EMBEDDING.json().from().apply(in.get("embedding")));
    }
}
