package io.exogenesis.omega.viewer.launch;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.PairPlane;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.cli.ViewerProgram;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Walks through the everyday commands over a made-up agent, in a directory that is thrown away. Run once with {@code
 * -XX:AOTCacheOutput} it teaches the JVM which classes a start needs; with {@code omega.model.cache} it leaves the optimised graph
 * of the embedder there. Nothing of the owner's is read or written.
 */
public final class WarmUp {
    /** Enough titles that scoring and its loops are met as in earnest, few enough to be done at once. */
    private static final int TITLES = 300;

    private static final int RANK = 16;
    private static final String BANK = "warm-up";
    private static final List<String> GENRES = List.of("Crime", "Comedy", "Drama");

    private WarmUp() {}

    /** Takes the directory to work in, which must be empty. */
    public static void main(String[] args) throws IOException {
        OmegaViewer.quiet();
        Path directory = Path.of(args[0]);
        lay(directory);
        String data = directory.toString();
        for (int n = 0; n < 8; n++) {
            run("track", "--data", data, "rating", id(7 * n).value(), n % 3 == 0 ? "2" : "5");
        }
        run("recommend", "--data", data);
        run("recommend", "--data", data, "--query", "a quiet film about the sea");
        run("recommend", "--data", data, "--json", "--query", "a detective in the rain", "--time-of-day", "evening");
        run("stats", "--data", data);
        run("export", "--data", data);
        run("sync", "--data", data, "--show");
    }

    private static void run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = ViewerProgram.execute(arguments, new PrintWriter(out), new PrintWriter(err));
        if (code != 0) {
            throw new ViewerException("warming up failed at '" + arguments[0] + "': "
                    + err.toString().strip());
        }
    }

    private static void lay(Path directory) throws IOException {
        RandomGenerator random = new SplittableRandom(1);
        ModelStore store = new ModelStore(directory.resolve("models"));
        store.catalogue(BANK, 1, () -> List.of(catalogue(random)));
        store.itemModel(BANK, 1, () -> itemModel(random).toWire().toByteArray());
        try (AgentDb db = AgentDb.open(new ViewerId(BANK), directory, ViewerAgentConfig.DEFAULT_MAX_LOCAL_PATTERNS)) {
            db.commit(state -> List.of(new AgentRecord.ModelsInUse(BANK, 1, 1)));
        }
        Files.writeString(directory.resolve("identity.json"), "{\"viewerId\": \"" + BANK + "\"}\n");
    }

    private static MediaId id(int title) {
        return new MediaId("warm-" + title);
    }

    private static CataloguePage catalogue(RandomGenerator random) {
        CataloguePage.Builder page = CataloguePage.newBuilder().setVersion(1).setLast(true);
        for (int t = 0; t < TITLES; t++) {
            float[] vector = new float[Embedding.DIMENSIONS];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            MediaItem item = MediaItem.builder(id(t), "Title " + t)
                    .year(1930 + t % 90)
                    .genres(List.of(GENRES.get(t % GENRES.size())))
                    .build();
            page.addItems(WireCodec.toWire(new CatalogueEntry(item, Embedding.of(vector))));
        }
        for (int i = 0; i < Embedding.DIMENSIONS; i++) {
            page.addMean(0);
        }
        return page.build();
    }

    private static ItemModel itemModel(RandomGenerator random) {
        byte[] codes = new byte[TITLES * RANK];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) random.nextInt(-127, 128);
        }
        float[] spectrum = new float[RANK];
        for (int k = 0; k < RANK; k++) {
            spectrum[k] = 100f / (k + 1);
        }
        float[] scales = new float[TITLES];
        Arrays.fill(scales, .001f);
        float[] support = new float[TITLES];
        Arrays.fill(support, 5);
        List<MediaId> ids = new ArrayList<>();
        for (int t = 0; t < TITLES; t++) {
            ids.add(id(t));
        }
        return new ItemModel(1, ids, spectrum, codes, scales, support, List.of(pairs(5), pairs(50)));
    }

    /** Each title before the next one; the windows are those that the scorer asks for. */
    private static PairPlane pairs(int window) {
        int[] rowEnds = new int[TITLES];
        int[] columns = new int[TITLES];
        float[] values = new float[TITLES];
        for (int t = 0; t < TITLES; t++) {
            rowEnds[t] = t + 1;
            columns[t] = (t + 1) % TITLES;
            values[t] = .1f;
        }
        return new PairPlane(window, rowEnds, columns, values);
    }
}
