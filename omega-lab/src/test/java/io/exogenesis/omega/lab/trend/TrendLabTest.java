package io.exogenesis.omega.lab.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.Shared;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.trend.TrendReport.Planted;
import io.exogenesis.omega.learning.discovery.DiscoverySettings;
import io.exogenesis.omega.learning.trend.TrendSettings;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrendLabTest {
    private static final int ITEMS = 60;
    private static final long DAY = 86_400;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Terminal terminal = Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8));

    /** Another vector for every text. */
    private static final class Unlike implements Embedder {
        @Override
        public String name() {
            return "unlike";
        }

        @Override
        public float[] embed(String text) {
            Random random = new Random(text.hashCode());
            float[] v = new float[Embedding.DIMENSIONS];
            for (int k = 0; k < v.length; k++) {
                v[k] = (float) (random.nextGaussian() / Math.sqrt(v.length));
            }
            return v;
        }

        @Override
        public void close() {}
    }

    private static List<MediaItem> items(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> MediaItem.builder(new MediaId("t" + i), "Title " + i)
                        .year(2000)
                        .build())
                .toList();
    }

    /** Viewers who each watch two titles a day for ten days; every third has titles 0 and 1, and nobody else has them. */
    private static Dataset dataset(long secondsADay) {
        Random random = new Random(5);
        List<ViewerHistory> viewers = new ArrayList<>();
        for (int v = 0; v < 90; v++) {
            List<RatingEvent> events = new ArrayList<>();
            List<Integer> order =
                    new ArrayList<>(IntStream.range(2, ITEMS).boxed().toList());
            java.util.Collections.shuffle(order, random);
            if (v % 3 == 0) {
                order.addAll(0, List.of(0, 1));
            }
            for (int k = 0; k < 20; k++) {
                events.add(new RatingEvent(order.get(k), 4, 1_000_000_000L + (v + 9L * (k / 2)) * secondsADay));
            }
            viewers.add(new ViewerHistory("v" + v, events));
        }
        return new Dataset("made up", items(ITEMS), viewers, false);
    }

    @Test
    void run_anySet_contractsFields_sameSeedSameFigures() {
        TrendReport report = new TrendLab(dataset(DAY), 3, Unlike::new, terminal).run();
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        JsonObject planted = json.getAsJsonArray("planted").get(0).getAsJsonObject();
        assertThat(planted.keySet()).contains("factor", "recall", "medianDelayDays", "falseAlarmsPer100Days");
        assertThat(json.getAsJsonObject("discovery").keySet()).contains("replication");
        assertThat(report.planted()).extracting(Planted::factor).containsExactly(10.0, 5.0, 3.0);
        assertThat(report.seeds().calibration().getLast())
                .isLessThan(report.seeds().test().getFirst());
        assertThat(TrendTables.plain(report)).anyMatch(l -> l.startsWith("x10")).anyMatch(l -> l.contains("3500"));
        assertThat(TrendTables.markdown(report)).anyMatch(l -> l.startsWith("| x10 |"));
        assertThat(new TrendLab(dataset(DAY), 3, Unlike::new, terminal).run().planted())
                .isEqualTo(report.planted());
    }

    // Without days there is nothing to measure, and a person should hear that and not a recall of 0.
    @Test
    void run_timestampsWithoutDays_oneClearLine() {
        assertThatThrownBy(() -> new TrendLab(dataset(0), 3, Unlike::new, terminal).run())
                .isInstanceOf(DatasetException.class)
                .hasMessage("trends need days: the ratings of made up lie on 1 day, and at least 30 are wanted");
    }

    @Test
    void run_noEmbedder_discoveryIsNullAndSaysSo() {
        TrendReport report = new TrendLab(
                        dataset(DAY),
                        3,
                        () -> {
                            throw new EmbedderUnavailableException("the model is missing");
                        },
                        terminal)
                .run();
        assertThat(report.discovery()).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Discovery was not measured: the model is missing");
        assertThat(report.toJson()).contains("\"discovery\": null");
    }

    // A simulator that does not keep rates would measure another detector than it says.
    @Test
    void play_plantedFactor_multipliesTheRate() {
        Dataset dataset = dataset(DAY);
        SimulatedStreams streams = new SimulatedStreams(Sessions.of(dataset), ITEMS);
        int[] counts = new int[2];
        int[] others = new int[2];
        for (int seed = 0; seed < 20; seed++) {
            streams.play(java.util.Set.of(7), 3, new SplittableRandom(seed), (day, item) -> {
                (item == 7 ? counts : others)[day < SimulatedStreams.CHANGE ? 0 : 1]++;
            });
        }
        double before = counts[0] / (20.0 * SimulatedStreams.CHANGE);
        assertThat(before).isBetween(.8 * streams.rate(7), 1.3 * streams.rate(7));
        // Days are as busy as the data's own, so the change is seen against the other titles.
        double after = (double) counts[1] / others[1];
        assertThat(after / ((double) counts[0] / others[0])).isBetween(2.5, 3.5);
    }

    // The pair that every third viewer has is found in both halves; made-up noise is not.
    @Test
    void measure_plantedPair_replicates() {
        Dataset dataset = dataset(DAY);
        TextCosines cosines = new TextCosines(dataset.items(), new Unlike());
        var found = new Replication(dataset, cosines, DiscoverySettings.DEFAULT).measure(LongStream.range(1, 4));
        assertThat(found.top()).isGreaterThanOrEqualTo(1);
        assertThat(found.splits()).isEqualTo(3);
        assertThat(found.replication()).isNotNull().isGreaterThanOrEqualTo(found.chance());
    }

    // The goal of the design, on a few streams: a broken detector fails it at once, the full figures come from the lab.
    @Test
    void measure_realRatings_tenfoldChangesAreFound_falseAlarmsAreRare() {
        Dataset dataset = RatingsReader.read(Shared.mlLatestSmall());
        Planted row = new PlantedChanges(
                        new SimulatedStreams(
                                Sessions.of(dataset), dataset.items().size()),
                        TrendSettings.DEFAULT)
                .measure(10, LongStream.range(0, 5));
        assertThat(row.streams()).isEqualTo(50);
        assertThat(row.recall()).isGreaterThan(.9);
        assertThat(row.falseAlarmsPer100Days()).isLessThan(1);
    }
}
