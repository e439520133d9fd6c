package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A packaged Core with an empty data directory, which goes with it. Rounds run when they are asked for. */
final class BenchCore implements AutoCloseable {
    /** Callers at a time: enough that the Core always has work, few enough that they do not take its processors. */
    private static final int AT_ONCE = 16;

    /** Some hundred titles, at a hundred a second on the slowest machine. */
    private static final Duration EMBEDDED_WITHIN = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(200);

    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
            "OMEGA_CATALOGUE_BUILTIN", "false");

    private final BenchDirectory data;
    private final Map<String, String> settings;
    private CoreProcess core;
    private Bootstrap bootstrap;
    private AdminClient admin;
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
        this.settings = all;
        data = new BenchDirectory(below);
        core = CoreProcess.start(CoreInstall.found(), data.path(), CorePorts.ANY, all)
                .endingWithThisJvm();
        bootstrap = core.awaitReady();
        admin = new AdminClient(bootstrap);
    }

    /** Where its bootstrap file is. */
    Path path() {
        return data.path();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        core.kill();
    }

    /** Starts it on the same data and the same ports, after {@link #kill}. */
    void startAgain() {
        admin.close();
        core = CoreProcess.start(CoreInstall.found(), data.path(), core.ports(), settings)
                .endingWithThisJvm();
        bootstrap = core.awaitReady();
        admin = new AdminClient(bootstrap);
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    AdminClient admin() {
        return admin;
    }

    /** Waits until the titles are embedded. */
    void awaitCatalogue() {
        Instant end = Instant.now().plus(EMBEDDED_WITHIN);
        while (!admin.catalogue().published()) {
            if (Instant.now().isAfter(end)) {
                throw new BenchException("the titles are not embedded after " + EMBEDDED_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Registers so many viewers who consent to all. */
    List<BenchViewer> enrol(int viewers) {
        return enrol(viewers, http, bootstrap.http());
    }

    /** The same by another way. */
    List<BenchViewer> enrol(int viewers, HttpClient client, String door) {
        return all(admin.mintCodes(viewers), code -> BenchViewer.enrol(client, door, code));
    }

    /** Does work for each of these, {@value #AT_ONCE} at a time; the answers in the same order. */
    <A, B> List<B> all(List<A> each, Function<A, B> work) {
        List<Future<B>> running =
                each.stream().map(a -> callers.submit(() -> work.apply(a))).toList();
        return running.stream().map(BenchCore::answer).toList();
    }

    /** What the server's process has computed since its start. */
    Duration processorTime() {
        return processorTime(core.process());
    }

    static Duration processorTime(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new BenchException("this system tells no processor time"));
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        return BenchViewer.send(http, request, BodyHandlers.ofByteArray());
    }

    /** The request to the {@link EchoInstall} that carries as much as this one, and is answered with so many bytes. */
    HttpRequest echo(HttpRequest like, int answer) {
        long body = like.bodyPublisher()
                .map(HttpRequest.BodyPublisher::contentLength)
                .orElse(0L);
        HttpRequest.Builder echo =
                HttpRequest.newBuilder(URI.create(bootstrap.http() + EchoInstall.PATH + "?answer=" + answer));
        like.headers().map().forEach((name, values) -> values.forEach(value -> echo.header(name, value)));
        return like.method().equals("GET")
                ? echo.GET().build()
                : echo.setHeader("Accept", "*/*")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(int) body]))
                        .build();
    }

    /** What a viewer's part came to. */
    static <B> B answer(Future<B> running) {
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
        data.close();
    }
}
