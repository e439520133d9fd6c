package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An episode to store; what its parts mean: {@link Episode}. Without a time of its own it is of now. Immutable. */
public final class NewEpisode {
    private final What what;
    private final Outcome outcome;
    private final @Nullable Instant at;
    private final @Nullable MediaId media;
    private final List<String> tags;
    private final Map<String, String> metadata;
    private final @Nullable Embedding embedding;

    private record What(String session, String task, String input, String output) {
        What {
            session = Limits.name("session", session);
            task = Limits.name("task", task);
            input = Limits.text("input", input);
            output = Limits.text("output", output);
        }
    }

    private record Outcome(
            double reward, boolean success, @Nullable String critique, Duration latency, long tokens) {
        Outcome {
            Limits.rate("reward", reward);
            Limits.count("number of tokens", tokens);
            Limits.count("latency in ms", latency.toMillis());
            critique = critique == null ? null : Limits.text("critique", critique);
        }
    }

    private NewEpisode(
            What what,
            Outcome outcome,
            @Nullable Instant at,
            @Nullable MediaId media,
            List<String> tags,
            Map<String, String> metadata,
            @Nullable Embedding embedding) {
        this.what = what;
        this.outcome = outcome;
        this.at = at == null ? null : Times.toMillis(at);
        this.media = media;
        this.tags = Limits.tags(tags);
        this.metadata = Limits.metadata(metadata);
        this.embedding = embedding;
    }

    /** The least that an episode says; a success from a reward of {@value Episode#SUCCESS} on. */
    public static NewEpisode of(String session, String task, String input, String output, double reward) {
        return new NewEpisode(
                new What(session, task, input, output),
                new Outcome(reward, reward >= Episode.SUCCESS, null, Duration.ZERO, 0),
                null,
                null,
                List.of(),
                Map.of(),
                null);
    }

    private NewEpisode with(Outcome other) {
        return new NewEpisode(what, other, at, media, tags, metadata, embedding);
    }

    /** In place of the critique that is made from the reward. */
    public NewEpisode withCritique(String said) {
        return with(new Outcome(reward(), success(), said, latency(), tokens()));
    }

    public NewEpisode withSuccess(boolean succeeded) {
        return with(new Outcome(reward(), succeeded, outcome.critique, latency(), tokens()));
    }

    public NewEpisode withCost(Duration took, long languageTokens) {
        return with(new Outcome(reward(), success(), outcome.critique, took, languageTokens));
    }

    public NewEpisode withTime(Instant when) {
        return new NewEpisode(what, outcome, when, media, tags, metadata, embedding);
    }

    /** The title that it is about. */
    public NewEpisode withMedia(MediaId title) {
        return new NewEpisode(what, outcome, at, title, tags, metadata, embedding);
    }

    public NewEpisode withTags(String... given) {
        return new NewEpisode(what, outcome, at, media, List.of(given), metadata, embedding);
    }

    public NewEpisode withMetadata(Map<String, String> given) {
        return new NewEpisode(what, outcome, at, media, tags, given, embedding);
    }

    /** What it is found by; without one its text is embedded. */
    public NewEpisode withEmbedding(Embedding given) {
        return new NewEpisode(what, outcome, at, media, tags, metadata, given);
    }

    public String session() {
        return what.session;
    }

    /** Empty: now. */
    public Optional<Instant> at() {
        return Optional.ofNullable(at);
    }

    public String task() {
        return what.task;
    }

    public String input() {
        return what.input;
    }

    public String output() {
        return what.output;
    }

    public Optional<MediaId> media() {
        return Optional.ofNullable(media);
    }

    public double reward() {
        return outcome.reward;
    }

    public boolean success() {
        return outcome.success;
    }

    /** Empty: made from the reward. */
    public Optional<String> critique() {
        return Optional.ofNullable(outcome.critique);
    }

    public Duration latency() {
        return outcome.latency;
    }

    public long tokens() {
        return outcome.tokens;
    }

    public List<String> tags() {
        return tags;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public Optional<Embedding> embedding() {
        return Optional.ofNullable(embedding);
    }
}
