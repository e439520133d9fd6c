package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.internal.memory.TextSpace;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.Optional;
import java.util.function.Supplier;

/** Texts and titles of one agent in their places: by the process's embedder and the agent's catalogue. Thread-safe. */
public final class AgentTexts implements TextSpace {
    private final Supplier<Embedder> embedder;
    private final AgentModels models;

    public AgentTexts(SharedModels shared, AgentModels models) {
        this(shared.embedder()::get, models);
    }

    AgentTexts(Supplier<Embedder> embedder, AgentModels models) {
        this.embedder = embedder;
        this.models = models;
    }

    @Override
    public Embedding place(String text) {
        return Embedding.of(embedder.get().embed(text));
    }

    @Override
    public Optional<Embedding> taste(String text) {
        Embedder model = embedder.get();
        // a text of one model says nothing of titles of another
        return models.inUse()
                .catalogue()
                .filter(c -> c.model().name().equals(model.name()))
                .flatMap(c -> of(c.content().centre(model.embed(text))));
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
