package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was tried, how it went and what is to be learned from it (specification §4.2: {@code storeEpisode}; Shinn et
 * al., "Reflexion", NeurIPS 2023).
 */
public final class Episode implements MemoryEntry {
    /** Task of every choice of a title. */
    public static final String MEDIA_SELECTION = "media_selection";

    /** From this reward on a choice counts as a success. */
    public static final double SUCCESS = .6;

    private static final double FAIR = .35;

    private final long id;
    private final String session;
    private final Instant at;
    private final String task;
    private final String input;
    private final String output;
    private final Optional<MediaId> media;
    private final double reward;
    private final boolean success;
    private final String critique;
    private final Duration latency;
    private final long tokens;
    private final List<String> tags;
    private final Map<String, String> metadata;

    private Episode(Builder b) {
        b.session = Limits.name("session", b.session);
        b.task = Limits.name("task", b.task);
        b.input = Limits.text("input", b.input);
        b.output = Limits.text("output", b.output);
        Limits.rate("reward", b.reward);
        b.critique = Limits.text("critique", b.critique);
        Limits.count("number of tokens", b.tokens);
        Limits.count("latency in ms", b.latency.toMillis());
        b.tags = Limits.tags(b.tags);
        b.metadata = Limits.metadata(b.metadata);
        b.at = Times.toMillis(b.at);
        b.latency = Duration.ofMillis(b.latency.toMillis());
        id = b.id;
        session = b.session;
        at = b.at;
        task = b.task;
        input = b.input;
        output = b.output;
        media = b.media;
        reward = b.reward;
        success = b.success;
        critique = b.critique;
        latency = b.latency;
        tokens = b.tokens;
        tags = b.tags;
        metadata = b.metadata;
    }

    public static Builder builder(long id, String session, Instant at, String task) {
        return new Builder(id, session, at, task);
    }

    /** A builder that begins with this one's parts. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Positive when the host stored it, negative when an event told of it. */
    @Override
    public long id() {
        return id;
    }

    /** What belongs together. */
    public String session() {
        return session;
    }

    public Instant at() {
        return at;
    }

    /** What it was for. */
    public String task() {
        return task;
    }

    /** What was known or asked. */
    public String input() {
        return input;
    }

    /** What was done. */
    public String output() {
        return output;
    }

    /** The title that it is about, if it is about one. */
    public Optional<MediaId> media() {
        return media;
    }

    /** Reward, in [0, 1]. */
    public double reward() {
        return reward;
    }

    public boolean success() {
        return success;
    }

    /** One or two sentences; generated for the viewer's own choices. */
    public String critique() {
        return critique;
    }

    /** How long it took; for a watched title, how long it was watched. */
    public Duration latency() {
        return latency;
    }

    /** Tokens of a language model, if one took part. */
    public long tokens() {
        return tokens;
    }

    public List<String> tags() {
        return tags;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    /** End of a generated critique. */
    public static String verdict(double reward) {
        return reward >= SUCCESS ? ": good choice" : reward >= FAIR ? ": fair choice" : ": poor choice";
    }

    /** What its embedding is made of. */
    public String text() {
        return task + "\n" + input + "\n" + output + "\n" + critique;
    }

    /** The same under another id. */
    public Episode withId(long other) {
        return toBuilder().id(other).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Episode o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Episode" + parts();
    }

    private List<Object> parts() {
        return List.of(
                id, session, at, task, input, output, media, reward, success, critique, latency, tokens, tags,
                metadata);
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private long id;
        private String session;
        private Instant at;
        private String task;
        private String input = "";
        private String output = "";
        private Optional<MediaId> media = Optional.empty();
        private double reward;
        private boolean success;
        private String critique = "";
        private Duration latency = Duration.ZERO;
        private long tokens;
        private List<String> tags = List.of();
        private Map<String, String> metadata = Map.of();

        private Builder(long id, String session, Instant at, String task) {
            this.id = id;
            this.session = session;
            this.at = at;
            this.task = task;
        }

        private Builder(Episode from) {
            id = from.id;
            session = from.session;
            at = from.at;
            task = from.task;
            input = from.input;
            output = from.output;
            media = from.media;
            reward = from.reward;
            success = from.success;
            critique = from.critique;
            latency = from.latency;
            tokens = from.tokens;
            tags = from.tags;
            metadata = from.metadata;
        }

        public Builder id(long value) {
            id = value;
            return this;
        }

        public Builder session(String value) {
            session = value;
            return this;
        }

        public Builder at(Instant value) {
            at = value;
            return this;
        }

        public Builder task(String value) {
            task = value;
            return this;
        }

        public Builder input(String value) {
            input = value;
            return this;
        }

        public Builder output(String value) {
            output = value;
            return this;
        }

        public Builder media(MediaId value) {
            media = Optional.of(value);
            return this;
        }

        public Builder reward(double value) {
            reward = value;
            return this;
        }

        public Builder success(boolean value) {
            success = value;
            return this;
        }

        public Builder critique(String value) {
            critique = value;
            return this;
        }

        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        public Builder tokens(long value) {
            tokens = value;
            return this;
        }

        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        public Builder metadata(Map<String, String> value) {
            metadata = value;
            return this;
        }

        public Episode build() {
            return new Episode(this);
        }
    }
}
