package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.evaluate.Federation;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The state directory of an agent that has synced before: catalogue and item model of a data set as a Core would have sent
 * them, and one viewer's history.
 *
 * @param directory what {@code --data} takes
 * @param titles in the catalogue
 * @param ratings in the history
 * @param itemModel whether the data gave one
 */
public record AgentHome(Path directory, int titles, int ratings, boolean itemModel) {
    private static final String BANK = "bench";
    private static final long VERSION = 1;
    private static final String VIEWER = "bench";

    /**
     * Lays out the directory, which must not hold an agent yet.
     *
     * @param content embeddings of the titles, in the order of the data set
     * @param viewer index of the viewer whose history the agent has; the others' make the item model
     */
    public static AgentHome lay(Path directory, Dataset data, ContentSpace content, int viewer) {
        ViewerId id = new ViewerId(VIEWER);
        ModelStore store = new ModelStore(directory.resolve("models"));
        store.catalogue(BANK, VERSION, () -> List.of(page(data, content)));
        OptionalLong model = itemModel(store, data, content);
        try (AgentDb db = AgentDb.open(id, directory, ViewerAgentConfig.DEFAULT_MAX_LOCAL_PATTERNS)) {
            db.commit(state -> List.of(new AgentRecord.ModelsInUse(BANK, model.orElse(0), VERSION)));
        }
        List<ViewerEvent> history = events(data, data.viewers().get(viewer));
        ViewerAgentConfig config = ViewerAgentConfig.builder(id, directory)
                .syncInterval(Duration.ZERO)
                .build();
        try (ViewerAgent agent = ViewerRuntime.openAlone(config)) {
            agent.replay(history).join();
            agent.learnFromSession().join();
        }
        try {
            Files.writeString(directory.resolve("identity.json"), "{\"viewerId\": \"" + VIEWER + "\"}\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the identity of the measured agent cannot be written", e);
        }
        return new AgentHome(directory, data.items().size(), history.size(), model.isPresent());
    }

    private static OptionalLong itemModel(ModelStore store, Dataset data, ContentSpace content) {
        return Federation.learn(new Training(data.items(), content, data.viewers(), 1))
                .map(m -> {
                    store.itemModel(BANK, VERSION, () -> m.toWire().toByteArray());
                    return OptionalLong.of(VERSION);
                })
                .orElse(OptionalLong.empty());
    }

    private static List<ViewerEvent> events(Dataset data, ViewerHistory history) {
        return history.events().stream()
                .<ViewerEvent>map(e -> new ViewerEvent.Rating(
                        data.items().get(e.item()).id(), e.rating(), Instant.ofEpochSecond(e.epochSecond())))
                .toList();
    }

    private static CataloguePage page(Dataset data, ContentSpace content) {
        CataloguePage.Builder page =
                CataloguePage.newBuilder().setVersion(VERSION).setLast(true);
        float[] mean = content.mean();
        for (int i = 0; i < data.items().size(); i++) {
            MediaItem item = data.items().get(i);
            page.addItems(WireCodec.toWire(new CatalogueEntry(item, Embedding.of(raw(content.centred(i), mean)))));
        }
        for (float value : mean) {
            page.addMean(value);
        }
        return page.build();
    }

    /**
     * The embedding before centring. It has length 1 and lies at {@code mean + t · centred} with t > 0, so t is the positive
     * root of t² + 2t·(mean·centred) + |mean|² − 1.
     */
    private static float[] raw(float[] centred, float[] mean) {
        double along = Vectors.dot(mean, centred);
        double squares = Vectors.dot(mean, mean);
        double t = -along + Math.sqrt(Math.max(0, along * along - squares + 1));
        float[] raw = new float[mean.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) (mean[i] + t * centred[i]);
        }
        return raw;
    }
}
