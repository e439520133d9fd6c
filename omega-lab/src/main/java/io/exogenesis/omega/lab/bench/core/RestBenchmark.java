package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.wire.v1.BankCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What a request to the Core costs beside a request to a JAX-RS resource that does nothing. A second application in the same
 * server reads as many bytes and answers with as many, without security, limits and content. Both are asked in turn by the same
 * callers, over loopback HTTP, a fixed number of times; rates include the callers, which share the processors, and the server's
 * processor time does not.
 */
public final class RestBenchmark implements Benchmark {
    private static final String TARGET = "rest";
    private static final int VIEWERS = 400;
    private static final int EACH = 4;
    private static final int CLUSTERS = 200;
    private static final double CLOSE = .95;
    private static final int READS = 12_500;
    private static final int SEARCHES = 2_000;
    /** Within the places that each viewer has in an epoch. */
    private static final int PUSHES = 5_000;

    private static final String PATTERNS = "/api/omega/patterns?";

    private static final List<String> WORDS = List.of(
            "quiet",
            "dark",
            "warm",
            "slow",
            "funny",
            "lonely",
            "drama",
            "comedy",
            "crime",
            "space",
            "family",
            "war",
            "island",
            "winter",
            "summer",
            "city",
            "train",
            "heist",
            "ghost",
            "robot",
            "chef",
            "music",
            "sea",
            "mountain");

    /** For the service loader. */
    public RestBenchmark() {}

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public String measures() {
        return "a page of patterns, a search and syncs over HTTP, beside a bare JAX-RS resource in the same server";
    }

    private record Work(String name, List<HttpRequest> requests) {}

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        Map<String, List<Pair>> pairs = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            for (Pair pair : one(options, options.seed() + run)) {
                if (!names.contains(pair.name)) {
                    names.add(pair.name);
                }
                pairs.computeIfAbsent(pair.name, n -> new ArrayList<>()).add(pair);
                terminal.line(String.format(
                        Locale.ROOT,
                        "  run %d of %d, %s: %.0f/s, %.0f µs of the server; echo %.0f/s, %.0f µs (%d bytes answered)",
                        run + 1,
                        options.runs(),
                        pair.name,
                        pair.core.perSecond(),
                        pair.core.serverMicros(),
                        pair.echo.perSecond(),
                        pair.echo.serverMicros(),
                        pair.core.answerBytes()));
            }
        }
        List<Row> rows = new ArrayList<>();
        names.forEach(name -> rows.addAll(rows(name, pairs.getOrDefault(name, List.of()))));
        return rows;
    }

    private static List<Row> rows(String name, List<Pair> pairs) {
        Row rate = Row.of(
                TARGET,
                name,
                "requests/s",
                pairs.stream().mapToDouble(p -> p.core.perSecond()).toArray());
        Row echoRate = Row.of(
                TARGET,
                name,
                "requests/s",
                pairs.stream().mapToDouble(p -> p.echo.perSecond()).toArray());
        Row cost = Row.of(
                TARGET,
                name + ", processor time of the server",
                "µs/request",
                pairs.stream().mapToDouble(p -> p.core.serverMicros()).toArray());
        Row echoCost = Row.of(
                TARGET,
                name,
                "µs/request",
                pairs.stream().mapToDouble(p -> p.echo.serverMicros()).toArray());
        return List.of(
                rate.beside("JAX-RS echo of the same sizes", echoRate.value()),
                cost.beside("JAX-RS echo of the same sizes", echoCost.value()));
    }

    private record Pair(String name, RestLoad.Figures core, RestLoad.Figures echo) {}

    private static List<Pair> one(BenchOptions options, long seed) {
        Random random = new Random(seed);
        Tastes tastes = new Tastes(random, CLUSTERS);
        try (BenchDirectory files = new BenchDirectory(options.data());
                BenchCore core = new BenchCore(options.data(), settings(files.path()))) {
            core.awaitCatalogue();
            List<BenchViewer> viewers = core.enrol(VIEWERS);
            List<Integer> all = new ArrayList<>();
            for (int v = 0; v < VIEWERS; v++) {
                all.add(v);
            }
            core.all(all, v -> viewers.get(v).sync(patterns(tastes, v)));
            if (core.admin().runRound(false).bankPatterns() < CLUSTERS / 2) {
                throw new BenchException("the bank has too few patterns to be read");
            }
            RestLoad load = new RestLoad(core);
            List<Pair> pairs = new ArrayList<>();
            for (Work work : works(viewers, tastes, random)) {
                RestLoad.Figures figures = load.run(work.requests());
                HttpRequest echo = core.echo(work.requests().getFirst(), figures.answerBytes());
                pairs.add(new Pair(
                        work.name(),
                        figures,
                        load.run(Collections.nCopies(work.requests().size(), echo))));
            }
            requireAllTaken(core.admin());
            return pairs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No limit of a caller comes into it: sixteen callers ask as much as thousands would. */
    private static Map<String, String> settings(Path directory) throws IOException {
        Map<String, String> settings = new HashMap<>(EchoInstall.in(directory));
        for (String rate : List.of("REQUESTS", "STRANGERS", "READS", "CONNECTS")) {
            settings.put("OMEGA_DOOR_" + rate + "_PER_MINUTE", "10000000");
        }
        // a search needs titles that are embedded
        settings.put("OMEGA_CATALOGUE_BUILTIN", "true");
        settings.put("OMEGA_INGEST_REQUESTS_PER_MINUTE", "1000000");
        settings.put("OMEGA_INGEST_BYTES_PER_MINUTE", "10000000000");
        return settings;
    }

    private static List<Work> works(List<BenchViewer> viewers, Tastes tastes, Random random) {
        BankCursor head = viewers.getFirst().head();
        return List.of(
                new Work("a page of 50 patterns", made(READS, viewers, (v, i) -> v.get(PATTERNS + "limit=50"))),
                new Work(
                        "a search in words, each another",
                        made(SEARCHES, viewers, (v, i) -> v.get(PATTERNS + "limit=10&query=" + words(random, i)))),
                new Work("a sync that has nothing new", made(READS, viewers, (v, i) -> v.syncSince(head, List.of()))),
                new Work(
                        "a sync of " + EACH + " new patterns, durable",
                        made(PUSHES, viewers, (v, i) -> v.syncSince(head, patterns(tastes, i)))));
    }

    private static List<HttpRequest> made(
            int requests, List<BenchViewer> viewers, BiFunction<BenchViewer, Integer, HttpRequest> make) {
        return IntStream.range(0, requests)
                .mapToObj(i -> make.apply(viewers.get(i % VIEWERS), i))
                .toList();
    }

    private static String words(Random random, int number) {
        return word(random) + "%20" + word(random) + "%20" + word(random) + "%20" + number;
    }

    /** A refused push is answered fast: it must not pass for a good one. */
    private static void requireAllTaken(AdminClient admin) {
        long taken = admin.accounting().acknowledged();
        long pushed = (long) EACH * (VIEWERS + PUSHES);
        if (taken != pushed) {
            throw new BenchException("the Core took " + taken + " of " + pushed + " patterns");
        }
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static List<Embedding> patterns(Tastes tastes, int viewer) {
        List<Embedding> out = new ArrayList<>();
        synchronized (tastes) {
            for (int p = 0; p < EACH; p++) {
                out.add(tastes.near((viewer * EACH + p) % CLUSTERS, CLOSE));
            }
        }
        return out;
    }
}
