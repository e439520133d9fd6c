package io.exogenesis.omega.lab.bench.core;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.core.Device;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.demo.SimulatedViewers;
import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemModelBuilder;
import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.learning.item.ModelTurn;
import io.exogenesis.omega.learning.item.WeightedSample;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.delta.SteadyModel;
import io.exogenesis.omega.wire.delta.Turn;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemPairs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * Row 15b of the targets: bytes of the way from one published item model to the next, made and applied by the classes of the product
 * over a data set's viewers.
 *
 * <p><b>A fifth of the rows changed</b>: every fifth title of the published model has the row, the support and the pairs that it gets
 * from a fold in which every fifth viewer sent a sample with up to ten newer titles; that row is turned into the directions of
 * before. All other rows are as published. <b>A fold</b>: the whole model that came out of it, in which every row moved.
 */
final class ItemPlaneDeltas {
    private static final String TARGET = "15";
    private static final double GOAL = .1;
    private static final int FIFTH = 5;
    private static final int NEWER = 10;
    /** Simulated viewers where no data set is given. */
    private static final int VIEWERS = 600;

    private static final int MOST = 1 << 28;

    private final Dataset data;
    private final Device device;
    private final ContentSpace content;

    ItemPlaneDeltas(BenchOptions options, Terminal terminal) {
        data = options.ratings()
                .map(RatingsReader::read)
                .orElseGet(() -> SimulatedViewers.of(
                        BuiltInCatalogue.titles(),
                        VIEWERS,
                        Instant.parse("2026-01-01T12:00:00Z"),
                        new SplittableRandom(options.seed())));
        try (BenchDirectory directory = new BenchDirectory(options.data())) {
            content = EmbeddingCache.open(directory.path(), MiniLmEmbedder.NAME)
                    .space(data.items(), MiniLmEmbedder::load, terminal);
        }
        device = new Device(data.items(), content);
    }

    /** @param delta and {@code snapshot}: bytes */
    private record Bytes(double delta, double snapshot) {}

    List<Row> rows(BenchOptions options) {
        List<Bytes> rowsChanged = new ArrayList<>();
        List<Bytes> fifthOfViewers = new ArrayList<>();
        List<Bytes> everyViewer = new ArrayList<>();
        for (int n = 0; n < options.runs(); n++) {
            int which = Math.floorMod(options.seed() + n, FIFTH);
            ItemModel before = model(1, v -> NEWER);
            ItemModel after = model(2, v -> v % FIFTH == which ? 0 : NEWER);
            rowsChanged.add(weighed(before, everyFifth(before, after, which)));
            fifthOfViewers.add(weighed(before, after));
            everyViewer.add(weighed(model(1, v -> 1), model(2, v -> 0)));
        }
        String of = " of an item-plane delta, " + data.items().size() + " titles: ";
        return List.of(
                row("bytes" + of + "a fifth of the rows changed", rowsChanged)
                        .atMost(GOAL * median(rowsChanged).snapshot()),
                row("bytes" + of + "a fold, a fifth of the viewers with up to ten newer titles", fifthOfViewers),
                row("bytes" + of + "a fold, every viewer with one newer title", everyViewer));
    }

    private static Row row(String name, List<Bytes> runs) {
        return Row.of(
                        TARGET,
                        name,
                        "bytes",
                        runs.stream().mapToDouble(Bytes::delta).toArray())
                .beside("snapshot", median(runs).snapshot());
    }

    private static Bytes median(List<Bytes> runs) {
        double[] sizes = runs.stream().mapToDouble(Bytes::snapshot).sorted().toArray();
        return new Bytes(0, sizes[sizes.length / 2]);
    }

    /** @param missing newest titles that the viewer of this number has not seen yet; a fifth of its history at most */
    private ItemModel model(long version, IntUnaryOperator missing) {
        List<WeightedSample> samples = new ArrayList<>();
        for (int v = 0; v < data.viewers().size(); v++) {
            List<RatingEvent> events = data.viewers().get(v).events();
            int without = Math.min(missing.applyAsInt(v), events.size() / FIFTH);
            device.sample(events.subList(0, events.size() - without), TasteSample.DEFAULT_ITEMS)
                    .ifPresent(s -> samples.add(new WeightedSample(s, 1)));
        }
        ItemSettings settings = ItemSettings.DEFAULT;
        ItemMemory memory = ItemMemory.empty(settings).with(samples, settings);
        return new ItemModelBuilder(settings).build(memory, content, version).toWire();
    }

    /** As a Core publishes it and an agent takes it. */
    private static Bytes weighed(ItemModel before, ItemModel fresh) {
        Turn turn = ModelTurn.between(before, fresh);
        ItemModel published = SteadyModel.of(before, fresh, turn);
        byte[] delta = DeltaChain.NONE.then(before, published, turn, MOST).bytes();
        byte[] bytes = published.toByteArray();
        if (!Arrays.equals(bytes, DeltaChain.apply(before.toByteArray(), delta, MOST))) {
            throw new BenchException("a delta does not give the item model that it was made of");
        }
        return new Bytes(delta.length, bytes.length);
    }

    private static ItemModel everyFifth(ItemModel before, ItemModel after, int which) {
        int rank = before.getRank();
        ItemModel turned = turned(after, before);
        byte[] codes = before.getCodes().toByteArray();
        ItemModel.Builder out =
                before.toBuilder().setVersion(after.getVersion()).clearPairs();
        for (int j = which; j < before.getMediaIdsCount(); j += FIFTH) {
            turned.getCodes().copyTo(codes, j * rank, j * rank, rank);
            out.setScales(j, turned.getScales(j)).setSupport(j, after.getSupport(j));
        }
        for (int p = 0; p < before.getPairsCount(); p++) {
            out.addPairs(everyFifth(before.getPairs(p), after.getPairs(p), which));
        }
        return out.setCodes(ByteString.copyFrom(codes)).build();
    }

    private static ItemPairs everyFifth(ItemPairs before, ItemPairs after, int which) {
        ItemPairs.Builder out = ItemPairs.newBuilder().setWindow(before.getWindow());
        for (int j = 0; j < before.getRowEndsCount(); j++) {
            ItemPairs from = j % FIFTH == which ? after : before;
            for (int n = j == 0 ? 0 : from.getRowEnds(j - 1); n < from.getRowEnds(j); n++) {
                out.addColumns(from.getColumns(n)).addValues(from.getValues(n));
            }
            out.addRowEnds(out.getColumnsCount());
        }
        return out.build();
    }

    /** A model's rows in the directions of another one. */
    private static ItemModel turned(ItemModel model, ItemModel into) {
        Turn turn = ModelTurn.between(model, into);
        byte[] codes = new byte[into.getMediaIdsCount() * into.getRank()];
        ItemModel.Builder out = into.toBuilder().clearScales();
        for (int j = 0; j < into.getMediaIdsCount(); j++) {
            float[] row = new float[turn.to()];
            float most = 0;
            for (int k = 0; k < row.length; k++) {
                for (int i = 0; i < turn.from(); i++) {
                    row[k] += model.getCodes().byteAt(j * turn.from() + i)
                            * model.getScales(j)
                            * turn.values()[i * row.length + k]
                            / Turn.ONE;
                }
                most = Math.max(most, Math.abs(row[k]));
            }
            for (int k = 0; k < row.length && most > 0; k++) {
                codes[j * row.length + k] = (byte) Math.round(row[k] / most * Byte.MAX_VALUE);
            }
            out.addScales(most / Byte.MAX_VALUE);
        }
        return out.setCodes(ByteString.copyFrom(codes)).build();
    }
}
