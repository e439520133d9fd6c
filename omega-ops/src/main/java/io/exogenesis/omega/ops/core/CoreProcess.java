package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One Core that runs as a process of its own. Closing stops it. */
public final class CoreProcess implements AutoCloseable {
    /** A very busy machine needs minutes where a quiet one needs 15 s. */
    public static final Duration START_TIMEOUT = Duration.ofMinutes(8);
    /** Liberty ends within 5 s of SIGTERM; after this it is killed. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    private final CoreDirectory data;
    private final CorePorts ports;
    private final ProcessHandle process;
    private final Instant started;
    private @Nullable Thread hook;

    private CoreProcess(CoreDirectory data, CorePorts ports, ProcessHandle process, Instant started) {
        this.data = data;
        this.ports = ports;
        this.process = process;
        this.started = started;
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
            Private.directory(data.path());
            Files.createDirectories(data.consoleLog().getParent());
            Files.createDirectories(data.temporary());
            String password = KeyStoreMaker.ensure(data);
            Instant started = Instant.now();
            Process process = builder(install, data, ports, password, settings).start();
            data.remember(process.pid());
            return new CoreProcess(data, ports, process.toHandle(), started);
        } catch (IOException e) {
            throw CoreProblem.failed("the Core cannot be started in " + data.path() + ": " + e.getMessage());
        }
    }

    private static ProcessBuilder builder(
            CoreInstall install, CoreDirectory data, CorePorts ports, String password, Map<String, String> settings) {
        // Ctrl-C in a terminal reaches the whole process group. Who started the Core decides when it ends, so the Core
        // itself
        // ignores it, and it survives a terminal that closes; SIGTERM stops it.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.addAll(install.command(data.temporary()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(data.path().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(data.consoleLog().toFile());
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("WLP_") || name.equals("LOG_DIR") || name.equals("JVM_ARGS"));
        install.environment().forEach(environment::putIfAbsent);
        environment.putAll(settings);
        environment.put("WLP_OUTPUT_DIR", data.output().toString());
        environment.put("OMEGA_DATA", data.path().toString());
        environment.put("OMEGA_HTTP_PORT", Integer.toString(ports.http()));
        environment.put("OMEGA_HTTPS_PORT", Integer.toString(ports.https()));
        environment.put("OMEGA_QUIC_PORT", Integer.toString(ports.quic()));
        environment.put("OMEGA_KEYSTORE", data.keyStore().toString());
        environment.put("OMEGA_KEYSTORE_PASSWORD", password);
        return builder;
    }

    /** Waits until the Core says that it is ready. */
    public Bootstrap awaitReady() {
        return awaitReady(START_TIMEOUT);
    }

    /** @throws CoreProblem if it ends or is not ready in time; the message names the reason that its log gives, and the log */
    public Bootstrap awaitReady(Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        while (Instant.now().isBefore(deadline)) {
            if (!process.isAlive()) {
                throw CoreProblem.failed("the Core ended while it started" + reason());
            }
            if (ServerLog.applicationFailed(data)) {
                throw CoreProblem.failed("the Core could not start its application" + reason());
            }
            if (bootstrapIsFresh() && CoreStatus.healthy(http())) {
                return data.bootstrap().orElseThrow();
            }
            pause();
        }
        throw CoreProblem.failed("the Core was not ready after " + timeout.toSeconds() + " s" + reason());
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
        String said = ServerLog.lastError(data).map(e -> ": " + e).orElse("");
        return said + " (log: " + data.messagesLog() + ")";
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CoreProblem.failed("interrupted while waiting for the Core");
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

    /** SIGKILL, as a power cut would end it; waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        await(process, STOP_TIMEOUT);
        removeHook();
    }

    /** Ends the Core when this JVM ends, whatever ends it, unless it was stopped before. */
    public synchronized CoreProcess endingWithThisJvm() {
        if (hook == null) {
            Thread made = new Thread(() -> stop(process), "stop-core");
            Runtime.getRuntime().addShutdownHook(made);
            hook = made;
        }
        return this;
    }

    /** SIGTERM; waits until it has ended. */
    public void stop() {
        stop(process);
        removeHook();
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

    /** Stops the Core of a data directory, if one runs; says whether. */
    public static boolean stop(CoreDirectory data) {
        return data.running()
                .map(running -> {
                    stop(running);
                    return true;
                })
                .orElse(false);
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        if (!await(process, STOP_TIMEOUT)) {
            process.destroyForcibly();
            if (!await(process, STOP_TIMEOUT)) {
                throw CoreProblem.failed("process " + process.pid() + " does not end, not even by SIGKILL");
            }
        }
    }

    private static boolean await(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw CoreProblem.failed("process " + process.pid() + " cannot be waited for: " + e.getMessage());
        }
    }
}
