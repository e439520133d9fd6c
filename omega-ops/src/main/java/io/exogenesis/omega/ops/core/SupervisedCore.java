package io.exogenesis.omega.ops.core;

import com.google.gson.Gson;
import io.exogenesis.omega.journal.DirectoryLock;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Core of a data directory that a {@link Supervisor} keeps alive: starts, awaits and stops the two. */
public final class SupervisedCore {
    /** The supervisor stops the Core (SIGTERM, 45 s, SIGKILL, 45 s) and then ends. */
    private static final Duration STOP_TIMEOUT =
            Processes.STOP_TIMEOUT.multipliedBy(2).plusSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);
    /** Whatever the Core weighs, this weighs little: it waits, and writes three small files. */
    private static final List<String> SMALL = List.of(
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData");

    private final CoreDirectory data;
    private final ProcessHandle supervisor;
    private final Instant started;
    private final boolean adopted;

    private SupervisedCore(CoreDirectory data, ProcessHandle supervisor, Instant started, boolean adopted) {
        this.data = data;
        this.supervisor = supervisor;
        this.started = started;
        this.adopted = adopted;
    }

    /**
     * Launches a supervisor, which launches the Core; returns while that is still starting. If a Core runs whose supervisor was
     * killed, the new one takes it into care as it is; {@code wanted} and {@code settings} then wait for its next start.
     *
     * @param settings further {@code OMEGA_…} variables, for every start
     * @throws CoreProblem if a Core runs that no supervisor had in its care, or a port is taken
     */
    public static SupervisedCore start(
            CoreInstall install, Path directory, CorePorts wanted, Map<String, String> settings) {
        CoreDirectory data = new CoreDirectory(directory);
        Optional<ProcessHandle> orphan = orphan(data);
        if (orphan.isEmpty()) {
            data.refuseWhileRunning();
        }
        CorePorts ports =
                orphan.isPresent() ? data.supervision().read().orElseThrow().ports() : wanted.claimed();
        try {
            data.make();
            Files.createDirectories(data.supervisorLog().getParent());
            Files.createDirectories(data.temporary());
            ProcessBuilder builder = Detached.builder(data.path(), output(data));
            builder.environment().putAll(settings);
            builder.command().addAll(command(install, data, ports, orphan));
            Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            if (orphan.isEmpty()) {
                data.forget(); // what a killed Core left behind is no sign of this one
            }
            return new SupervisedCore(data, builder.start().toHandle(), started, orphan.isPresent());
        } catch (IOException e) {
            throw CoreProblem.failed("the Core cannot be started in " + data.path() + ": " + e.getMessage());
        }
    }

    /** A Core that runs without the supervisor that had started it. */
    static Optional<ProcessHandle> orphan(CoreDirectory data) {
        boolean wasKept =
                data.supervision().read().isPresent() && data.supervisor().isEmpty();
        return wasKept ? data.running() : Optional.empty();
    }

    private static List<String> command(
            CoreInstall install, CoreDirectory data, CorePorts ports, Optional<ProcessHandle> orphan)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Supervisor.MARK + data.path());
        command.addAll(SMALL);
        command.add("-Djava.io.tmpdir=" + data.temporary());
        command.addAll(List.of("-cp", classPath(data), Supervisor.class.getName()));
        command.addAll(List.of(data.path().toString(), install.wlp().toString()));
        command.addAll(List.of(
                Integer.toString(ports.http()), Integer.toString(ports.https()), Integer.toString(ports.quic())));
        command.add(orphan.map(o -> Long.toString(o.pid())).orElse("0"));
        return command;
    }

    /** Copies of the three jars it runs from: the next build replaces the originals under a supervisor that lives for months. */
    private static String classPath(CoreDirectory data) throws IOException {
        Path own = Files.createDirectories(data.supervisorHome());
        List<String> places = new ArrayList<>();
        for (Class<?> needed : List.of(Supervisor.class, DirectoryLock.class, Gson.class)) {
            Path from = place(needed);
            if (Files.isDirectory(from)) {
                places.add(from.toString()); // classes that were not packaged yet: under an IDE
            } else {
                Path copy = own.resolve(needed.getSimpleName() + ".jar");
                Path fresh = own.resolve(needed.getSimpleName() + ".new");
                Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
                places.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, places);
    }

    private static Path place(Class<?> needed) throws IOException {
        try {
            return Path.of(
                    needed.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the place of " + needed.getName() + " is unknown", e);
        }
    }

    /**
     * Waits until the Core is ready and in the supervisor's care.
     *
     * @throws CoreProblem if it ends while it starts, or is not ready in time; supervisor and Core are then stopped, since a Core
     *     that did not come up must not stay behind and hold its ports. One that ran before stays.
     */
    public Bootstrap awaitReady() {
        try {
            Instant deadline = Instant.now().plus(CoreProcess.START_TIMEOUT);
            while (Instant.now().isBefore(deadline)) {
                boolean alive = supervisor.isAlive(); // asked first: what it wrote before it ended is then seen
                refuseEnd();
                if (!alive) {
                    throw CoreProblem.failed("the supervisor ended (log: " + output(data) + ")");
                }
                if (supervisorSawItReady() && CoreStatus.of(data) == CoreStatus.READY) {
                    return data.bootstrap().orElseThrow();
                }
                CoreProcess.pause(POLL);
            }
            throw CoreProblem.failed("the Core was not ready after " + CoreProcess.START_TIMEOUT.toSeconds()
                    + " s (log: " + data.messagesLog() + ")");
        } catch (CoreProblem e) {
            if (!adopted) {
                Processes.stop(supervisor, STOP_TIMEOUT);
            }
            throw e;
        }
    }

    /** Only then is an end that follows no longer that of a failed start. */
    private boolean supervisorSawItReady() {
        return data.supervision()
                .read()
                .filter(s -> s.pid() == supervisor.pid() && s.ready())
                .isPresent();
    }

    private void refuseEnd() {
        data.lastEnd().read().filter(end -> !end.instant().isBefore(started)).ifPresent(end -> {
            throw CoreProblem.failed(end.reason());
        });
    }

    private static Path output(CoreDirectory data) {
        return data.supervisorLog().resolveSibling("supervisor.out");
    }

    /** Whether the Core ran before, without a supervisor. */
    public boolean adopted() {
        return adopted;
    }

    /** The supervisor's process. */
    public ProcessHandle supervisor() {
        return supervisor;
    }

    public CoreDirectory data() {
        return data;
    }

    /** Stops the Core of a data directory and what keeps it alive, if there is any; says whether. Takes 145 s at most. */
    public static boolean stop(CoreDirectory data) {
        Optional<ProcessHandle> supervisor = data.supervisor();
        supervisor.ifPresent(s -> Processes.stop(s, STOP_TIMEOUT));
        Optional<ProcessHandle> core = data.running();
        core.ifPresent(Processes::stop);
        if (Files.isDirectory(data.path())) {
            data.forget();
        }
        return supervisor.isPresent() || core.isPresent();
    }
}
