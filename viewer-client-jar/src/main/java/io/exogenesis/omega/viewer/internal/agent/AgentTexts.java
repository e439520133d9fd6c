package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.viewer.internal.memory.TextSpace;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.Optional;

/** Texts and titles of one agent in their places: by the process's embedder and the agent's catalogue. Thread-safe. */
public final class AgentTexts implements TextSpace {
    private final SharedModels shared;
    private final AgentModels models;

    public AgentTexts(SharedModels shared, AgentModels models) {
        this.shared = shared;
        this.models = models;
    }

    @Override
    public Embedding place(String text) {
        return Embedding.of(shared.embedder().embed(text));
    }

    @Override
    public Optional<Embedding> taste(String text) {
        return content().flatMap(c -> of(c.centre(shared.embedder().embed(text))));
    }

    @Override
    public Optional<Embedding> title(MediaId media) {
        return content().filter(c -> c.indexOf(media) >= 0).flatMap(c -> of(c.centred(c.indexOf(media))));
    }

    private Optional<ContentSpace> content() {
        return models.inUse().catalogue().map(Catalogue::content);
    }

    private static Optional<Embedding> of(float[] vector) {
        try {
            return Optional.of(Embedding.of(vector));
        } catch (InvalidValueException e) {
            return Optional.empty(); // what lies in the middle of the catalogue has no direction
        }
    }
}
