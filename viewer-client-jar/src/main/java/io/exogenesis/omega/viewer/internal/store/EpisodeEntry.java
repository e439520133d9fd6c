package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.Times;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An episode in memory, where there are a thousand of them: what can be made is not kept.
 *
 * @param atMillis since 1970
 * @param said the critique, unless it is the one that is made from task and reward
 */
public record EpisodeEntry(
        long id,
        String session,
        long atMillis,
        String task,
        String input,
        String output,
        @Nullable MediaId title,
        double reward,
        boolean success,
        @Nullable String said,
        long latencyMillis,
        long tokens,
        List<String> tags,
        Map<String, String> metadata)
        implements Entry, Episode {
    private static final double FAIR = .35;

    public EpisodeEntry {
        session = Limits.name("session", session);
        task = Limits.name("task", task);
        input = Limits.text("input", input);
        output = Limits.text("output", output);
        Limits.rate("reward", reward);
        said = said == null || said.equals(made(task, reward)) ? null : Limits.text("critique", said);
        Limits.count("number of tokens", tokens);
        Limits.count("latency in ms", latencyMillis);
        tags = Limits.tags(tags);
        metadata = Limits.metadata(metadata);
    }

    /** What the host stores, under this id. */
    public static EpisodeEntry of(long id, NewEpisode e, Instant now) {
        return new EpisodeEntry(
                id,
                e.session(),
                Times.toMillis(e.at().orElse(now)).toEpochMilli(),
                e.task(),
                e.input(),
                e.output(),
                e.media().orElse(null),
                e.reward(),
                e.success(),
                e.critique().orElse(null),
                e.latency().toMillis(),
                e.tokens(),
                e.tags(),
                e.metadata());
    }

    private static String made(String task, double reward) {
        return "Reward " + Math.round(reward * 100) + " % for " + task + verdict(reward);
    }

    /** End of a critique that is made. */
    static String verdict(double reward) {
        return reward >= SUCCESS ? ": good choice" : reward >= FAIR ? ": fair choice" : ": poor choice";
    }

    @Override
    public Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }

    @Override
    public Optional<MediaId> media() {
        return Optional.ofNullable(title);
    }

    @Override
    public String critique() {
        return said == null ? made(task, reward) : said;
    }

    @Override
    public Duration latency() {
        return Duration.ofMillis(latencyMillis);
    }

    /** What its embedding is made of. */
    public String text() {
        return task + "\n" + input + "\n" + output + "\n" + critique();
    }

    @Override
    public EpisodeEntry withId(long other) {
        return with(other, session, task, input, tags);
    }

    @Override
    public Object identity(Embedding place) {
        return List.of(withId(1), place);
    }

    @Override
    public EpisodeEntry canonical(Canonical c) {
        return with(id, c.of(session), c.of(task), c.of(input), c.of(tags));
    }

    private EpisodeEntry with(long i, String ofSession, String ofTask, String in, List<String> tagged) {
        return new EpisodeEntry(
                i,
                ofSession,
                atMillis,
                ofTask,
                in,
                output,
                title,
                reward,
                success,
                said,
                latencyMillis,
                tokens,
                tagged,
                metadata);
    }
}
