package io.exogenesis.omega.lab.bench.agent;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * The original's memory, {@code agentdb}, and two indexes of its world, measured in the same run by the program that lies beside
 * the checkout ({@code ../shared/peers/agentdb}). Needs Node, npm and a compiler; without them the rows have no peer and the
 * terminal says why.
 */
final class Peers {
    static final Peers NONE = new Peers(Map.of());

    private static final String PATTERNS = "ReasoningBank default (SQL scan, better-sqlite3)";
    private static final String EPISODES = "ReflexionMemory default (SQL scan)";
    private static final String HNSWLIB = "hnswlib-node direct";
    private static final String RUVECTOR = "@ruvector/core insertBatch(1000)";
    private static final String FOOTPRINT = "footprint rb-sql";
    private static final String START = "coldstart rb-sql";
    private static final List<String> ALL = List.of(PATTERNS, EPISODES, HNSWLIB, RUVECTOR, FOOTPRINT, START);
    private static final long INSTALL_MINUTES = 15;
    private static final long RUN_MINUTES = 30;

    private final Map<String, JsonObject> medians;

    private Peers(Map<String, JsonObject> medians) {
        this.medians = medians;
    }

    /** Installs what is not there yet and measures all at 10,000 rows. */
    static Peers measured(BenchOptions options, Terminal terminal) {
        Path source = Path.of(System.getProperty("omega.root", "."), "../shared/peers/agentdb");
        if (!Files.isRegularFile(source.resolve("bench.mjs"))) {
            terminal.line("  no peers: there is no " + source + "/bench.mjs");
            return NONE;
        }
        Path home = options.data().resolve("peers");
        try {
            Files.createDirectories(home);
            for (String name : List.of("bench.mjs", "setup.sh")) {
                Files.write(home.resolve(name), Files.readAllBytes(source.resolve(name)));
            }
            Files.deleteIfExists(home.resolve("results.jsonl"));
            if (!Files.isDirectory(home.resolve("node_modules/hnswlib-node/build"))) {
                terminal.line("  installing the peers into " + home);
                run(home, INSTALL_MINUTES, "sh", "setup.sh");
            }
            terminal.line("  measuring the peers");
            run(
                    home,
                    RUN_MINUTES,
                    "node",
                    "bench.mjs",
                    "all",
                    "--ns",
                    "10000",
                    "--runs",
                    Integer.toString(options.runs()),
                    "--only",
                    // names with commas would be cut at them
                    "ReasoningBank default (SQL scan,ReflexionMemory default,hnswlib-node direct,insertBatch(1000),footprint"
                            + " rb-sql,coldstart rb-sql");
            return new Peers(medians(home.resolve("results.jsonl")));
        } catch (IOException e) {
            terminal.line("  no peers: " + e.getMessage());
            return NONE;
        }
    }

    private static void run(Path home, long minutes, String... command) throws IOException {
        Path log = home.resolve("peers.log");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                throw new IOException(command[0] + " took more than " + minutes + " minutes, see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IOException(command[0] + " ended with " + process.exitValue() + ", see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("the peers were interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Map<String, JsonObject> medians(Path results) throws IOException {
        Map<String, JsonObject> out = new HashMap<>();
        for (String line : Files.readAllLines(results)) {
            JsonObject row = JsonParser.parseString(line).getAsJsonObject();
            if (ALL.contains(row.get("name").getAsString())) {
                out.put(row.get("name").getAsString(), row.getAsJsonObject("median"));
            }
        }
        return out;
    }

    /** These rows beside the peers' figures, and rows of peers that have more than one. */
    List<Row> beside(List<Row> rows) {
        if (medians.isEmpty()) {
            return rows;
        }
        List<Row> out = new ArrayList<>();
        for (Row row : rows) {
            out.add(peer(row).map(p -> row.beside(p.name(), p.value())).orElse(row));
        }
        index(HNSWLIB).ifPresent(out::add);
        index(RUVECTOR).ifPresent(out::add);
        index(PATTERNS).ifPresent(out::add);
        return out;
    }

    private Optional<SpeedFigure.Peer> peer(Row row) {
        if (row.name().startsWith("patterns stored, batches")) {
            return figure(PATTERNS, "store").map(v -> named("agentdb, one by one, no index", v));
        }
        if (row.name().startsWith("patterns stored one by one, one caller")) {
            return figure(PATTERNS, "store").map(v -> named("agentdb, no index, WAL", v));
        }
        if (row.name().startsWith("episodes stored, batches")) {
            return figure(EPISODES, "storeBatch100").map(v -> named("agentdb, batch 100, no index", v));
        }
        if (row.name().startsWith("episodes stored one by one")) {
            return figure(EPISODES, "storeSingle").map(v -> named("agentdb, no index", v));
        }
        if (row.target().equals("5a")) {
            return number(PATTERNS, "diskMB").map(v -> named("agentdb, 10,000 patterns", v));
        }
        if (row.name().startsWith("peak memory of the process, cold start to the first list")) {
            return number(FOOTPRINT, "rssAfterSearch").map(v -> named("agentdb, no model loaded", v));
        }
        if (row.target().equals("6") && row.name().contains("list")) {
            return number(START, "processToFirstAnswerMs").map(v -> named("agentdb, mock embedder", v));
        }
        return Optional.empty();
    }

    private static SpeedFigure.Peer named(String name, double value) {
        return new SpeedFigure.Peer(name, value, OptionalDouble.empty());
    }

    private Optional<Double> figure(String peer, String measured) {
        return Optional.ofNullable(medians.get(peer))
                .map(m -> m.getAsJsonObject(measured))
                .map(m -> m.get("ops").getAsDouble());
    }

    private Optional<Double> number(String peer, String measured) {
        return Optional.ofNullable(medians.get(peer)).map(m -> m.get(measured)).map(JsonElement::getAsDouble);
    }

    /** A peer's own row: searches at 10,000 rows, with its recall. */
    private Optional<Row> index(String peer) {
        return Optional.ofNullable(medians.get(peer))
                .map(m -> m.getAsJsonObject("search_k20"))
                .map(m -> Row.of(
                        "2",
                        "peer " + peer + ": searches among 10,000 random rows, no filter, recall "
                                + m.get("recall").getAsDouble(),
                        "1/s",
                        m.get("ops").getAsDouble()));
    }
}
