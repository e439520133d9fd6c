package io.exogenesis.omega.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Benchmarks;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private List<Benchmark> there = List.of(new Fake("distribution"), new Fake("walk"));

    /** Counts nothing and is quick. */
    private record Fake(String name) implements Benchmark {
        @Override
        public String measures() {
            return "nothing";
        }

        @Override
        public List<Row> run(BenchOptions options, Terminal terminal) {
            return name.equals("lossy")
                    ? List.of(Row.of("17", "lost", "contributions", 0, 0, 1).never())
                    : List.of(
                            Row.of("15", "speed", "m/s", 3, 1, 2)
                                    .beside("snail", .5)
                                    .ofLimit(8)
                                    .atLeast(4),
                            Row.of("15", "seed", "", options.seed(), options.runs()));
        }
    }

    private int run(String... args) {
        Terminal terminal = Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8));
        Benchmarks fakes = new Benchmarks(there);
        return new CommandLine(new BenchCommand(terminal, fakes, () -> NOON))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler(Errors::badUsage)
                .setExecutionExceptionHandler(Errors::failed)
                .execute(args);
    }

    // Scripts read the report: a renamed or missing field would break them.
    @Test
    void report_ofABenchmark_hasTheContractsFields(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("bench.json");
        assertThat(run("walk", "--seed", "7", "--runs", "5", "--data", dir.toString(), "--report", file.toString()))
                .isZero();
        JsonObject report = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonObject machine = report.getAsJsonObject("machine");
        assertThat(machine.keySet()).contains("cpu", "cores", "memoryBytes", "jdk", "os", "load");
        assertThat(machine.get("date").getAsString()).isEqualTo("2026-03-01T12:00:00Z");
        JsonObject row = report.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertThat(row.keySet()).contains("target", "name", "value", "unit", "median", "runs", "peer", "limit");
        assertThat(row.get("median").getAsDouble()).isEqualTo(2);
        assertThat(row.get("runs").getAsInt()).isEqualTo(3);
        assertThat(row.getAsJsonObject("peer").get("ratio").getAsDouble()).isEqualTo(4);
        assertThat(row.getAsJsonObject("goal").get("met").getAsBoolean()).isFalse();
        JsonObject bare = report.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertThat(bare.get("peer").isJsonNull()).isTrue();
        assertThat(bare.get("limit").isJsonNull()).isTrue();
        assertThat(bare.get("median").getAsDouble()).isEqualTo(6);
    }

    // A script that goes by the exit code must hear of what was lost, with the report at hand.
    @Test
    void promise_thatIsBroken_failsBehindTheReport(@TempDir Path dir) {
        Path file = dir.resolve("bench.json");
        there = List.of(new Fake("lossy"));
        assertThat(run("lossy", "--data", dir.toString(), "--report", file.toString()))
                .isEqualTo(1);
        assertThat(file).exists();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("A PROMISE IS BROKEN: 17: lost");
    }

    // A missed goal must not look like a kept one.
    @Test
    void all_runsEach_tellsMissedGoals(@TempDir Path dir) {
        assertThat(run("all", "--data", dir.toString())).isZero();
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("distribution: nothing", "walk: nothing", "≥ 4 MISSED", "×4 snail", "25 %");
    }

    @Test
    void name_unknown_exit2WithTheList() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("no benchmark fly", "there are distribution, walk and all");
    }

    // One service file with a wrong name would stop every benchmark.
    @Test
    void found_allServices_haveNamesOfTheirOwn() {
        assertThat(Benchmarks.found().names()).contains("fold").doesNotHaveDuplicates();
    }

    // On a fresh machine ./omega builds no Core for a benchmark that it does not know to need one.
    @Test
    void found_thoseOfAPackagedCore_areKnownToTheScript() throws IOException {
        List<String> script = Files.readAllLines(Path.of("..", "omega"));
        String line = script.stream()
                .filter(l -> l.contains("all | aggregation |"))
                .findFirst()
                .orElseThrow();
        List<String> known = List.of(
                line.substring(line.indexOf("in ") + 3, line.indexOf(')')).split(" \\| "));
        assertThat(known)
                .containsAll(Benchmarks.found().built().stream()
                        .filter(b -> b.getClass().getPackageName().endsWith(".bench.core"))
                        .map(Benchmark::name)
                        .toList());
    }
}
