package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An episode to store; what its parts mean: {@link Episode}.
 *
 * @param at empty: now
 * @param critique empty: one is generated from the reward
 * @param embedding what it is found by; without one its text is embedded
 */
public record NewEpisode(
        String session,
        Optional<Instant> at,
        String task,
        String input,
        String output,
        Optional<MediaId> media,
        double reward,
        boolean success,
        Optional<String> critique,
        Duration latency,
        long tokens,
        List<String> tags,
        Map<String, String> metadata,
        Optional<Embedding> embedding) {
    public NewEpisode {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
        toEpisode(
                1,
                session,
                Instant.EPOCH,
                task,
                input,
                output,
                media,
                reward,
                success,
                critique,
                latency,
                tokens,
                tags,
                metadata);
    }

    /** The least that an episode says; a success from a reward of {@value Episode#SUCCESS} on. */
    public static NewEpisode of(String session, String task, String input, String output, double reward) {
        return new NewEpisode(
                session,
                Optional.empty(),
                task,
                input,
                output,
                Optional.empty(),
                reward,
                reward >= Episode.SUCCESS,
                Optional.empty(),
                Duration.ZERO,
                0,
                List.of(),
                Map.of(),
                Optional.empty());
    }

    public NewEpisode withCritique(String said) {
        return new NewEpisode(
                session,
                at,
                task,
                input,
                output,
                media,
                reward,
                success,
                Optional.of(said),
                latency,
                tokens,
                tags,
                metadata,
                embedding);
    }

    public NewEpisode withSuccess(boolean succeeded) {
        return new NewEpisode(
                session, at, task, input, output, media, reward, succeeded, critique, latency, tokens, tags, metadata,
                embedding);
    }

    public NewEpisode withEmbedding(Embedding given) {
        return new NewEpisode(
                session,
                at,
                task,
                input,
                output,
                media,
                reward,
                success,
                critique,
                latency,
                tokens,
                tags,
                metadata,
                Optional.of(given));
    }

    public NewEpisode withTime(Instant when) {
        return new NewEpisode(
                session,
                Optional.of(when),
                task,
                input,
                output,
                media,
                reward,
                success,
                critique,
                latency,
                tokens,
                tags,
                metadata,
                embedding);
    }

    public NewEpisode withCost(Duration took, long languageTokens) {
        return new NewEpisode(
                session,
                at,
                task,
                input,
                output,
                media,
                reward,
                success,
                critique,
                took,
                languageTokens,
                tags,
                metadata,
                embedding);
    }

    public NewEpisode withTags(String... given) {
        return new NewEpisode(
                session,
                at,
                task,
                input,
                output,
                media,
                reward,
                success,
                critique,
                latency,
                tokens,
                List.of(given),
                metadata,
                embedding);
    }

    public Episode toEpisode(long id, Instant now) {
        return toEpisode(
                id,
                session,
                Times.toMillis(at.orElse(now)),
                task,
                input,
                output,
                media,
                reward,
                success,
                critique,
                latency,
                tokens,
                tags,
                metadata);
    }

    @SuppressWarnings("TooManyParameters") // the parts of an episode
    private static Episode toEpisode(
            long id,
            String session,
            Instant at,
            String task,
            String input,
            String output,
            Optional<MediaId> media,
            double reward,
            boolean success,
            Optional<String> critique,
            Duration latency,
            long tokens,
            List<String> tags,
            Map<String, String> metadata) {
        String said = critique.orElseGet(
                () -> "Reward " + Math.round(reward * 100) + " % for " + task + Episode.verdict(reward));
        return new Episode(
                id, session, at, task, input, output, media, reward, success, said, latency, tokens, tags, metadata);
    }
}
