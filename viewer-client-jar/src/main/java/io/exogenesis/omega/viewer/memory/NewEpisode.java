package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An episode to store; what its parts mean: {@link Episode}. Without a time of its own it is of now. Immutable. */
public final class NewEpisode {
    /** All but the id, the time and the critique that are not known yet. */
    private final Episode draft;

    private final @Nullable Instant at;
    private final @Nullable String critique;
    private final @Nullable Embedding embedding;

    private NewEpisode(Episode draft, @Nullable Instant at, @Nullable String critique, @Nullable Embedding embedding) {
        this.draft = draft;
        this.at = at;
        this.critique = critique;
        this.embedding = embedding;
    }

    /** The least that an episode says; a success from a reward of {@value Episode#SUCCESS} on. */
    public static NewEpisode of(String session, String task, String input, String output, double reward) {
        Episode draft = Episode.builder(1, session, Instant.EPOCH, task)
                .input(input)
                .output(output)
                .reward(reward)
                .success(reward >= Episode.SUCCESS)
                .build();
        return new NewEpisode(draft, null, null, null);
    }

    /** In place of the critique that is generated from the reward. */
    public NewEpisode withCritique(String said) {
        return new NewEpisode(draft.toBuilder().critique(said).build(), at, said, embedding);
    }

    public NewEpisode withSuccess(boolean succeeded) {
        return with(draft.toBuilder().success(succeeded));
    }

    /** What it is found by; without one its text is embedded. */
    public NewEpisode withEmbedding(Embedding given) {
        return new NewEpisode(draft, at, critique, given);
    }

    public NewEpisode withTime(Instant when) {
        return new NewEpisode(draft, when, critique, embedding);
    }

    public NewEpisode withCost(Duration took, long languageTokens) {
        return with(draft.toBuilder().latency(took).tokens(languageTokens));
    }

    public NewEpisode withTags(String... given) {
        return with(draft.toBuilder().tags(List.of(given)));
    }

    /** The title that it is about. */
    public NewEpisode withMedia(MediaId title) {
        return with(draft.toBuilder().media(title));
    }

    public NewEpisode withMetadata(Map<String, String> given) {
        return with(draft.toBuilder().metadata(given));
    }

    private NewEpisode with(Episode.Builder changed) {
        return new NewEpisode(changed.build(), at, critique, embedding);
    }

    public Optional<Embedding> embedding() {
        return Optional.ofNullable(embedding);
    }

    /**
     * The episode that is stored.
     *
     * @param now its time if it has none of its own
     */
    public Episode toEpisode(long id, Instant now) {
        return draft.toBuilder()
                .id(id)
                .at(at == null ? now : at)
                .critique(critique == null ? generated() : critique)
                .build();
    }

    private String generated() {
        return "Reward " + Math.round(draft.reward() * 100) + " % for " + draft.task()
                + Episode.verdict(draft.reward());
    }
}
