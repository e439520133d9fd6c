package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.internal.memory.BoundedExecutor;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalReflexionMemory;
import io.exogenesis.omega.viewer.internal.memory.TextSpace;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import io.exogenesis.omega.viewer.memory.ReflexionMemory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A memory as a host has it, without a model: embeddings are given. */
final class BenchMemory implements AutoCloseable {
    private static final String[] GENRES = {"Drama", "Comedy", "Thriller", "Documentary", "Science fiction"};
    private static final String[] TIMES = {"morning", "afternoon", "evening", "night"};

    private final AgentDb db;
    private final ReasoningBank bank;
    private final ReflexionMemory reflexion;

    BenchMemory(Path directory, int maxPatterns) {
        this(AgentDb.open(new ViewerId("bench"), directory, maxPatterns));
    }

    /** One that keeps its entries in the journal's snapshots, and not in an archive. */
    static BenchMemory inJournal(Path directory, int maxPatterns) {
        FileLayer layer = FileLayer.directory(directory);
        return new BenchMemory(AgentDb.open(new ViewerId("bench"), layer, () -> {}, maxPatterns));
    }

    private BenchMemory(AgentDb db) {
        this.db = db;
        InstantSource clock = InstantSource.system();
        this.bank = new LocalReasoningBank(
                db, new NoTexts(), BoundedExecutor.unbounded(), clock, ConflictStrategies.DEFAULT, .7);
        this.reflexion = new LocalReflexionMemory(db, new NoTexts(), BoundedExecutor.unbounded(), clock);
    }

    ReasoningBank bank() {
        return bank;
    }

    ReflexionMemory reflexion() {
        return reflexion;
    }

    /** A vector of a standard normal distribution, as a host's embedder would give it. */
    static float[] vector(RandomGenerator random) {
        float[] out = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }

    /** A pattern as it is stored in life: a sentence, three tags, a genre and a time. */
    static NewPattern pattern(int n, float[] vector) {
        String genre = GENRES[n % GENRES.length];
        String time = TIMES[n % TIMES.length];
        return NewPattern.of(
                        TaskType.values()[n % 4],
                        "Similar to what was rated five stars lately, number " + n,
                        .5 + (n % 50) / 100.0)
                .withTags(genre, time, "liked")
                .withContext(PatternContext.of(List.of(genre)).withTimeOfDay(time))
                .withEmbedding(Embedding.of(vector));
    }

    static NewEpisode episode(int n, float[] vector) {
        return NewEpisode.of(
                        "session " + n / 20,
                        "find something for the " + TIMES[n % TIMES.length],
                        "asked for a " + GENRES[n % GENRES.length],
                        "chose title " + n + " and watched it to the end",
                        (n % 100) / 100.0)
                .withEmbedding(Embedding.of(vector));
    }

    @Override
    public void close() {
        db.close();
    }

    /** Whoever asks for a text has made a mistake: nothing here embeds. */
    private static final class NoTexts implements TextSpace {
        @Override
        public Embedding place(String text) {
            throw new IllegalStateException("this benchmark gives embeddings and embeds nothing: " + text);
        }

        @Override
        public Optional<Embedding> taste(String text) {
            return Optional.empty();
        }

        @Override
        public Optional<Embedding> title(MediaId media) {
            return Optional.empty();
        }
    }
}
