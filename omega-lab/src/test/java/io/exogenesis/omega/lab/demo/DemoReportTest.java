package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.measure.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
    private static final Metrics M = new Metrics(.9, List.of(.88, .92), .7, .05, .2, .3);
    private static final DemoReport REPORT = new DemoReport(
            610,
            2,
            new DemoReport.Sync("quic", new DemoReport.Engine("jetty", null), 1830, 1, 0, 3.2, 9.1, null, 10, 20),
            new DemoReport.Patterns(1500, 1400, 100, 900),
            new DemoReport.Bank(2, 130, 1_300_000L),
            new DemoReport.Accuracy("last", 603, M, M, M, M),
            null,
            0,
            0,
            200.5,
            "d",
            9742,
            false);

    /** Others script against these names: the contract's, letter by letter. */
    @Test
    void toJson_fieldsOfTheContract_withNullsWhereNotMeasured() {
        JsonObject json = JsonParser.parseString(REPORT.toJson()).getAsJsonObject();
        assertThat(json.keySet())
                .containsSequence(
                        "viewers",
                        "rounds",
                        "sync",
                        "patterns",
                        "bank",
                        "accuracy",
                        "poisoning",
                        "lost",
                        "doubled",
                        "seconds");
        assertThat(json.getAsJsonObject("sync").keySet())
                .containsSequence("transport", "engine", "count", "retried", "failed", "p50Ms", "p95Ms", "p99Ms");
        assertThat(json.getAsJsonObject("sync").getAsJsonObject("engine").keySet())
                .containsExactly("client", "core");
        assertThat(json.getAsJsonObject("patterns").keySet())
                .containsExactly("pushed", "ingested", "refused", "inAdmittedClusters");
        assertThat(json.getAsJsonObject("bank").keySet())
                .containsExactly("version", "consolidatedPatterns", "itemModelBytes");
        JsonObject accuracy = json.getAsJsonObject("accuracy");
        assertThat(accuracy.keySet())
                .containsExactly("protocol", "viewers", "alone", "federated", "popularity", "rank");
        assertThat(accuracy.getAsJsonObject("alone").keySet())
                .containsExactly("auc", "aucCi", "aucPop", "ndcg10", "recall20", "coverage");
        assertThat(accuracy.getAsJsonObject("alone").getAsJsonArray("aucCi")).hasSize(2);
        assertThat(json.get("poisoning").isJsonNull()).isTrue();
        assertThat(json.getAsJsonObject("sync").get("p99Ms").isJsonNull()).isTrue();
        assertThat(json.get("lost").getAsJsonPrimitive().isNumber()).isTrue();
    }

    @Test
    void read_written_same(@TempDir Path dir) throws IOException {
        REPORT.write(dir.resolve("r.json"));
        assertThat(DemoReport.read(dir.resolve("r.json"))).isEqualTo(REPORT);
        Files.writeString(dir.resolve("other.json"), "{\"viewers\":1}");
        assertThatThrownBy(() -> DemoReport.read(dir.resolve("other.json"))).isInstanceOf(DemoException.class);
        assertThatThrownBy(() -> DemoReport.read(dir.resolve("none.json"))).isInstanceOf(DemoException.class);
    }

    @Test
    void markdown_report_figuresComeFromIt() {
        assertThat(String.join("\n", Results.markdown(REPORT)))
                .contains("| agents, federated | 0.900 | 0.880-0.920 | 0.700 | 0.050 | 0.200 | 0.300 |")
                .contains("1830 over quic")
                .contains("0 lost, 0 counted twice");
    }

    @Test
    void facts_withLiars_sayWhatTheyGained() {
        DemoReport attacked = new DemoReport(
                200,
                2,
                REPORT.sync(),
                REPORT.patterns(),
                REPORT.bank(),
                REPORT.accuracy(),
                new DemoReport.Poisoning("shill-average", .33, 99, List.of("m-1"), .001, .025),
                0,
                0,
                100,
                "d",
                500,
                true);
        assertThat(String.join("\n", Results.facts(attacked).plain()))
                .contains("99 liars (33 % of all), shill-average: 2.5 % of honest lists show a target, 0.1 % before");
        JsonObject poisoning =
                JsonParser.parseString(attacked.toJson()).getAsJsonObject().getAsJsonObject("poisoning");
        assertThat(poisoning.keySet())
                .containsExactly("attack", "fraction", "liars", "targets", "hitRateBefore", "targetHitRate10");
        assertThat(String.join("\n", Results.facts(REPORT).plain())).contains("none took part");
    }
}
