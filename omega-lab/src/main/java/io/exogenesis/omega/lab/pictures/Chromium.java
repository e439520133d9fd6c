package io.exogenesis.omega.lab.pictures;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The system's Chromium without a window and with an empty profile, which goes with it. Steered by its DevTools protocol. */
public final class Chromium implements AutoCloseable {
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final BenchDirectory profile;
    private final Process process;
    private final DevTools tools;

    private Chromium(BenchDirectory profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    /** Where it is; empty on a machine without one. */
    public static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(d -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(n -> Path.of(d, n)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param temporary an existing directory for its profile
     * @throws PictureException if it does not come up within a minute
     */
    public static Chromium start(Path program, Path temporary) {
        BenchDirectory profile = new BenchDirectory(temporary);
        Process process = null;
        try {
            process = new ProcessBuilder(List.of(
                            program.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--hide-scrollbars",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile.path(),
                            "about:blank"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            DevTools tools = DevTools.connect(
                    HttpClient.newHttpClient(), address(profile.resolve("DevToolsActivePort"), process));
            return new Chromium(profile, process, tools);
        } catch (IOException e) {
            throw new PictureException(program + " does not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            end(process);
            profile.close();
            throw e;
        }
    }

    /** The browser writes this file once it listens: its port, and the path of its socket. */
    private static URI address(Path file, Process process) throws IOException {
        Instant end = Instant.now().plus(STARTED_WITHIN);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() >= 2) {
                    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new PictureException("the browser did not come up");
    }

    /**
     * A new page with a profile of its own.
     *
     * @param width of its window in CSS pixels
     * @param height of its window in CSS pixels
     */
    public Tab tab(int width, int height, boolean dark) {
        return Tab.open(tools, width, height, dark);
    }

    private static void end(@Nullable Process process) {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    @Override
    public void close() {
        tools.close();
        end(process);
        profile.close();
    }
}
