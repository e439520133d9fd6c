package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One Core that runs as a process of its own. Closing stops it. Nobody starts it again: see {@link SupervisedCore}. */
public final class CoreProcess implements AutoCloseable, CoreLife {
    /** A very busy machine needs minutes where a quiet one needs 15 s. */
    public static final Duration START_TIMEOUT = Duration.ofMinutes(8);

    private static final Duration POLL = Duration.ofMillis(200);
    /** How soon a supervisor looks again at a Core that is not ready after the time of a usual start. */
    private static final Duration CALM_POLL = Duration.ofSeconds(2);

    private static final Duration USUAL_START = Duration.ofMinutes(1);

    private final CoreDirectory data;
    private final CorePorts ports;
    private final ProcessHandle process;
    private final Instant started;
    private final @Nullable Process child;
    private @Nullable Thread hook;

    private CoreProcess(
            CoreDirectory data, CorePorts ports, ProcessHandle process, Instant started, @Nullable Process child) {
        this.data = data;
        this.ports = ports;
        this.process = process;
        this.started = started;
        this.child = child;
    }

    /** A Core that somebody else launched. Its exit code cannot be seen. */
    static CoreProcess of(CoreDirectory data, CorePorts ports, ProcessHandle process) {
        return new CoreProcess(data, ports, process, Instant.EPOCH, null).withBoundedLog();
    }

    private CoreProcess withBoundedLog() {
        data.console().boundUntil(process.onExit());
        return this;
    }

    /**
     * Starts a Core and returns while it is still starting; see {@link #awaitReady()}.
     *
     * @param settings further {@code OMEGA_…} variables, which override its configuration
     * @throws CoreProblem if a Core runs on {@code directory} already, or a port is taken
     */
    public static CoreProcess start(
            CoreInstall install, Path directory, CorePorts wanted, Map<String, String> settings) {
        CoreDirectory data = new CoreDirectory(directory);
        data.refuseWhileRunning();
        CorePorts ports = wanted.claimed();
        try {
            data.make();
            Files.createDirectories(data.consoleLog().getParent());
            Files.createDirectories(data.temporary());
            data.forgetTheDead();
            data.forgetOtherBuilds(install.build());
            data.console().begin();
            String password = KeyStoreMaker.ensure(data);
            Instant started = Instant.now();
            Process process = builder(install, data, ports, password, settings).start();
            data.remember(process.pid());
            return new CoreProcess(data, ports, process.toHandle(), started, process).withBoundedLog();
        } catch (IOException e) {
            throw CoreProblem.failed("the Core cannot be started in " + data.path() + ": " + e.getMessage());
        }
    }

    private static ProcessBuilder builder(
            CoreInstall install, CoreDirectory data, CorePorts ports, String password, Map<String, String> settings)
            throws IOException {
        ProcessBuilder builder = Detached.builder(data.path(), data.consoleLog());
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("WLP_") || name.equals("LOG_DIR") || name.equals("JVM_ARGS"));
        // It would trace the whole server, paths with viewers' ids included, past what the application lets through.
        environment.remove("OTEL_SDK_DISABLED");
        install.environment().forEach(environment::putIfAbsent);
        environment.putAll(settings);
        builder.command()
                .addAll(install.command(
                        data.temporary(), List.of(HeapSize.of(environment).option())));
        // Before Liberty reads its configuration: the first lines of the log have this form, too.
        environment.put("WLP_LOGGING_MESSAGE_FORMAT", environment.getOrDefault("OMEGA_LOG_FORMAT", "simple"));
        environment.put("WLP_OUTPUT_DIR", data.output().toString());
        environment.put("OMEGA_DATA", data.path().toString());
        environment.put("OMEGA_HTTP_PORT", Integer.toString(ports.http()));
        environment.put("OMEGA_HTTPS_PORT", Integer.toString(ports.https()));
        environment.put("OMEGA_QUIC_PORT", Integer.toString(ports.quic()));
        environment.put("OMEGA_KEYSTORE", data.keyStore().toString());
        environment.put("OMEGA_KEYSTORE_PASSWORD", password);
        return builder;
    }

    /**
     * One line for a person if the heap that a Core of this install would get is less than its viewers may need.
     *
     * @param settings as for {@link #start}
     */
    public static Optional<String> heapShortage(CoreInstall install, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(install.environment());
        environment.putAll(System.getenv());
        environment.putAll(settings);
        return HeapSize.of(environment).shortage();
    }

    /** Waits until the Core says that it is ready. */
    public Bootstrap awaitReady() {
        return awaitReady(START_TIMEOUT);
    }

    /** @throws CoreProblem if it ends or is not ready in time; the message names the reason that its log gives, and the log */
    public Bootstrap awaitReady(Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        while (Instant.now().isBefore(deadline)) {
            if (isReady()) {
                return data.bootstrap().orElseThrow();
            }
            pause(POLL);
        }
        throw CoreProblem.failed("the Core was not ready after " + timeout.toSeconds() + " s" + reason());
    }

    @Override
    public void untilReady() {
        Instant calm = Instant.now().plus(USUAL_START);
        while (!isReady()) {
            pause(Instant.now().isBefore(calm) ? POLL : CALM_POLL);
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw CoreProblem.failed("the Core ended while it started: " + EndReason.of(exitCode(), data) + log());
        }
        if (ServerLog.applicationFailed(data)) {
            throw CoreProblem.failed("the Core could not start its application" + reason());
        }
        return bootstrapIsFresh() && CoreStatus.healthy(http());
    }

    private boolean bootstrapIsFresh() {
        try {
            FileTime written = Files.getLastModifiedTime(data.bootstrapFile());
            // File systems may cut the time to seconds.
            return !written.toInstant().isBefore(started.minusSeconds(1));
        } catch (IOException e) {
            return false;
        }
    }

    private String reason() {
        return ServerLog.lastError(data).map(e -> ": " + e).orElse("") + log();
    }

    private String log() {
        return " (log: " + data.messagesLog() + ")";
    }

    static void pause(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CoreProblem.failed("interrupted while waiting for the Core");
        }
    }

    @Override
    public OptionalInt untilEnd() {
        try {
            process.onExit().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CoreProblem.failed("interrupted while waiting for the Core");
        } catch (ExecutionException e) {
            throw CoreProblem.failed("process " + process.pid() + " cannot be waited for: " + e.getMessage());
        }
        return exitCode();
    }

    /** Waits for the end and writes down how it was: for a Core that ended without being asked. */
    public CoreEnd awaitUnexpectedEnd() {
        OptionalInt exit = untilEnd();
        CoreEnd end = CoreEnd.of(Instant.now(), exit, EndReason.of(exit, data), true);
        data.lastEnd().write(end);
        return end;
    }

    /** The exit code of a child that has ended; it may take its parent a moment to hear of it. */
    private OptionalInt exitCode() {
        if (child == null) {
            return OptionalInt.empty();
        }
        try {
            return child.waitFor(1, TimeUnit.SECONDS) ? OptionalInt.of(child.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Address on loopback. */
    public String http() {
        return "http://127.0.0.1:" + ports.http();
    }

    public CoreDirectory data() {
        return data;
    }

    public CorePorts ports() {
        return ports;
    }

    public ProcessHandle process() {
        return process;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL, as a power cut would end it; waits until it is gone. What it left in its directory stays there. */
    public void kill() {
        Processes.kill(process);
        removeHook();
    }

    /** Ends the Core when this JVM ends, whatever ends it, unless it was stopped before. */
    public synchronized CoreProcess endingWithThisJvm() {
        if (hook == null) {
            Thread made = new Thread(this::end, "stop-core");
            Runtime.getRuntime().addShutdownHook(made);
            hook = made;
        }
        return this;
    }

    /** SIGTERM; waits until it has ended. */
    @Override
    public void stop() {
        end();
        removeHook();
    }

    private void end() {
        Processes.stop(process);
        data.forgetCore(process.pid());
    }

    private synchronized void removeHook() {
        Thread made = hook;
        if (made == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(made);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is what stops the Core now.
        }
        hook = null;
    }

    @Override
    public void close() {
        stop();
    }
}
