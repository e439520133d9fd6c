package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was tried, how it went and what is to be learned from it (specification §4.2: {@code storeEpisode}; Shinn et
 * al., "Reflexion", NeurIPS 2023).
 *
 * @param id positive when the host stored it, negative when an event told of it
 * @param session what belongs together
 * @param task what it was for
 * @param input what was known or asked
 * @param output what was done
 * @param media the title that it is about, if it is about one
 * @param reward in [0, 1]
 * @param critique one or two sentences; generated for the viewer's own choices
 * @param latency how long it took; for a watched title, how long it was watched
 * @param tokens of a language model, if one took part
 */
public record Episode(
        long id,
        String session,
        Instant at,
        String task,
        String input,
        String output,
        Optional<MediaId> media,
        double reward,
        boolean success,
        String critique,
        Duration latency,
        long tokens,
        List<String> tags,
        Map<String, String> metadata)
        implements MemoryEntry {
    /** Task of every choice of a title. */
    public static final String MEDIA_SELECTION = "media_selection";

    /** From this reward on a choice counts as a success. */
    public static final double SUCCESS = .6;

    private static final double FAIR = .35;

    public Episode {
        session = Limits.name("session", session);
        task = Limits.name("task", task);
        input = Limits.text("input", input);
        output = Limits.text("output", output);
        Limits.rate("reward", reward);
        critique = Limits.text("critique", critique);
        Limits.count("number of tokens", tokens);
        Limits.count("latency in ms", latency.toMillis());
        tags = Limits.tags(tags);
        metadata = Limits.metadata(metadata);
        at = Times.toMillis(at);
        latency = Duration.ofMillis(latency.toMillis());
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
        return new Episode(
                other, session, at, task, input, output, media, reward, success, critique, latency, tokens, tags,
                metadata);
    }

    /** The same, with parts that it has in common with others. */
    public Episode shared(Canonical canonical) {
        return new Episode(
                id,
                canonical.of(session),
                at,
                canonical.of(task),
                canonical.of(input),
                output,
                media,
                reward,
                success,
                critique,
                latency.isZero() ? Duration.ZERO : latency,
                tokens,
                canonical.of(tags),
                metadata);
    }
}
