package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CorePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration as a person runs it, small: a data set in files, the packaged Core, agents over QUIC, report and rankings.
 * The figures of the report are recomputed here from the rankings alone, by code that shares nothing with the ruler.
 */
class DemoIT {
    private static final int VIEWERS = 30;
    private static final int TITLES = 60;

    @TempDir
    private Path directory;

    @Test
    void run_ratingsInFiles_reportAgreesWithItsRankings() throws IOException {
        Map<String, String> held = writeRatings();
        Path report = directory.resolve("r.json");
        Path rankings = directory.resolve("k.csv.gz");
        DemoOptions options = new DemoOptions(
                OptionalInt.empty(),
                Optional.of(directory.resolve("ratings")),
                DemoOptions.Holdout.LAST,
                2,
                Optional.of(rankings),
                Optional.of(report),
                true,
                false,
                directory.resolve("data"),
                CorePorts.ANY);

        new Demo(options, Terminal.plain(System.out), InstantSource.system()).run();

        JsonObject r = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        JsonObject sync = r.getAsJsonObject("sync");
        assertThat(r.get("viewers").getAsInt()).isEqualTo(VIEWERS);
        assertThat(sync.get("transport").getAsString()).isEqualTo("quic");
        assertThat(sync.get("count").getAsInt()).isEqualTo(3 * VIEWERS);
        assertThat(sync.get("failed").getAsInt()).isZero();
        assertThat(r.get("lost").getAsLong()).isZero();
        assertThat(r.get("doubled").getAsLong()).isZero();
        JsonObject engine = sync.getAsJsonObject("engine");
        assertThat(engine.get("client").getAsString()).isEqualTo("jetty");
        assertThat(engine.get("core").getAsString()).isEqualTo("netty");
        JsonObject federated = r.getAsJsonObject("accuracy").getAsJsonObject("federated");
        Map<String, List<String>> ranked = read(rankings);
        assertThat(ranked.keySet()).isEqualTo(held.keySet());
        double auc = 0;
        double ndcg = 0;
        for (Map.Entry<String, String> h : held.entrySet()) {
            List<String> order = ranked.get(h.getKey());
            int place = order.indexOf(h.getValue());
            assertThat(place).as("held-out title of viewer %s", h.getKey()).isNotNegative();
            auc += 1 - place / (order.size() - 1.0);
            ndcg += place < 10 ? Math.log(2) / Math.log(place + 2) : 0;
        }
        assertThat(federated.get("auc").getAsDouble()).isCloseTo(auc / held.size(), within(1e-9));
        assertThat(federated.get("ndcg10").getAsDouble()).isCloseTo(ndcg / held.size(), within(1e-9));
        assertThat(directory.resolve("data").resolve("bootstrap.json"))
                .as("a Core that was stopped leaves no keys lying")
                .doesNotExist();
    }

    /** An unreadable set must be refused before a server is started. */
    @Test
    void run_halfReadableRatings_refusedWithFileAndLine() throws IOException {
        writeRatings();
        Path file = directory.resolve("ratings/mine.csv");
        Files.writeString(file, Files.readString(file) + "7,3,4\n");
        DemoOptions options = new DemoOptions(
                OptionalInt.empty(),
                Optional.of(directory.resolve("ratings")),
                DemoOptions.Holdout.LAST,
                1,
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                directory.resolve("data"),
                CorePorts.ANY);
        assertThatThrownBy(() -> new Demo(options, Terminal.plain(System.out), InstantSource.system()).run())
                .hasMessageContaining("mine.csv:")
                .hasMessageContaining("expected 4 fields");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    /** Plain CSV: each viewer likes titles of one residue, in an order of its own. Returns the held-out title by viewer. */
    private Map<String, String> writeRatings() throws IOException {
        StringBuilder csv = new StringBuilder("viewer,item,rating,timestamp\n");
        Map<String, String> held = new LinkedHashMap<>();
        for (int v = 0; v < VIEWERS; v++) {
            int group = v % 3;
            for (int k = 0; k < 10; k++) {
                int item = (group + 3 * ((v + 7 * k) % (TITLES / 3))) % TITLES;
                csv.append(v).append(',').append("t").append(item).append(k % 4 == 3 ? ",2.5," : ",4.5,");
                csv.append(1_001_000_000 + 100 * k + v).append('\n');
                if (k % 4 != 3) {
                    held.put(Integer.toString(v), "t" + item);
                }
            }
        }
        Files.createDirectories(directory.resolve("ratings"));
        Files.writeString(directory.resolve("ratings/mine.csv"), csv);
        return held;
    }

    private static Map<String, List<String>> read(Path gz) throws IOException {
        Map<String, List<String>> out = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gz)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int comma = line.indexOf(',');
                out.computeIfAbsent(line.substring(0, comma), v -> new ArrayList<>())
                        .add(line.substring(comma + 1));
            }
        }
        return out;
    }
}
