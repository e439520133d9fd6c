package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/** A packaged Core with an empty data directory, which goes with it. Rounds run when they are asked for. */
final class BenchCore implements AutoCloseable {
    /** Callers at a time: enough that the Core always has work, few enough that they do not take its processors. */
    private static final int AT_ONCE = 16;

    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
            "OMEGA_CATALOGUE_BUILTIN", "false");

    private final Path data;
    private final CoreProcess core;
    private final Bootstrap bootstrap;
    private final AdminClient admin;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);

    /**
     * Starts it and waits until it is ready.
     *
     * @param below an existing directory
     * @param settings further {@code OMEGA_…} variables
     */
    BenchCore(Path below, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.putAll(settings);
        try {
            data = Files.createTempDirectory(below, "core-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        core = CoreProcess.start(CoreInstall.found(), data, CorePorts.ANY, all).endingWithThisJvm();
        bootstrap = core.awaitReady();
        admin = new AdminClient(bootstrap);
    }

    AdminClient admin() {
        return admin;
    }

    /** Registers so many viewers who consent to all. */
    List<BenchViewer> enrol(int viewers) {
        return all(admin.mintCodes(viewers), code -> BenchViewer.enrol(http, bootstrap.http(), code));
    }

    /** Does work for each of these, {@value #AT_ONCE} at a time; the answers in the same order. */
    <A, B> List<B> all(List<A> each, Function<A, B> work) {
        List<Future<B>> running =
                each.stream().map(a -> callers.submit(() -> work.apply(a))).toList();
        return running.stream().map(BenchCore::answer).toList();
    }

    private static <B> B answer(Future<B> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new BenchException("a viewer could not do its part: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while viewers were at work");
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
        http.close();
        admin.close();
        core.stop();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
