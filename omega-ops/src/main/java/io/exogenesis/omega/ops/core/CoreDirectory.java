package io.exogenesis.omega.ops.core;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.model.OwnersHome;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What lies where in a Core's data directory.
 *
 * <pre>
 * bootstrap.json   addresses, pin and keys of a ready Core, 0600 (written by the Core)
 * core.pid         process id of the Core that runs
 * supervisor.json  who keeps it alive, and what that one does now
 * last-end.json    how a Core ended last that nobody had asked to end
 * supervisor/      the supervisor's own copy of the jars it runs from
 * keys/            omega.p12 and password, 0700
 * derby/ journal/  database and contribution log (the Core's)
 * restore.omega    a backup that the next start puts back (see CoreBackups)
 * wlp/             Liberty's output; wlp/omega/logs/messages.log tells the story; wlp/build names the application that ran last
 * logs/            console.log: what the server's process printed (see ConsoleLog); supervisor.log
 * tmp/             temporary files of this Core's JVM
 * </pre>
 */
public record CoreDirectory(Path path) {
    private static final System.Logger LOG = System.getLogger(CoreDirectory.class.getName());

    /** @throws CoreProblem if it, or what it would lie in, is there and is no directory */
    public CoreDirectory {
        path = path.toAbsolutePath().normalize();
        for (Path at = path; at != null; at = at.getParent()) {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isDirectory(at)) {
                    throw CoreProblem.usage(at + " is no directory: choose another --data");
                }
                break;
            }
        }
    }

    /** The default of a command: {@code ~/.omega/NAME}. */
    public static Path defaultFor(String name) {
        return OwnersHome.directory(name);
    }

    /** Makes it if it is missing; only its owner may look into it, from its first moment. */
    public void make() throws IOException {
        Private.directory(path);
    }

    public Path bootstrapFile() {
        return path.resolve("bootstrap.json");
    }

    public Path keys() {
        return path.resolve("keys");
    }

    public Path keyStore() {
        return keys().resolve("omega.p12");
    }

    public Path keyStorePassword() {
        return keys().resolve("password");
    }

    public Path temporary() {
        return path.resolve("tmp");
    }

    public Path output() {
        return path.resolve("wlp");
    }

    public Path consoleLog() {
        return path.resolve("logs").resolve("console.log");
    }

    ConsoleLog console() {
        return new ConsoleLog(consoleLog());
    }

    /** The story of ends and starts. */
    public Path supervisorLog() {
        return consoleLog().resolveSibling("supervisor.log");
    }

    /** The supervisor's jars, and the lock that makes it the only one. */
    Path supervisorHome() {
        return path.resolve("supervisor");
    }

    StateFile<Supervision> supervision() {
        return new StateFile<>(path.resolve("supervisor.json"), Supervision.class);
    }

    /** How a Core ended last that nobody had asked to end. */
    public StateFile<CoreEnd> lastEnd() {
        return new StateFile<>(path.resolve("last-end.json"), CoreEnd.class);
    }

    public Path messagesLog() {
        return output().resolve(CoreInstall.SERVER).resolve("logs").resolve("messages.log");
    }

    public Optional<Bootstrap> bootstrap() {
        return Bootstrap.read(bootstrapFile());
    }

    /** The running Core of this directory, if there is one. */
    public Optional<ProcessHandle> running() {
        OptionalLong pid = rememberedPid();
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(pid.getAsLong())
                        .filter(ProcessHandle::isAlive)
                        .filter(this::isOurServer);
    }

    private OptionalLong rememberedPid() {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(pidFile()).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw CoreProblem.failed(pidFile() + " cannot be read: " + e.getMessage());
        }
    }

    /** The process that keeps the Core of this directory alive, if there is one. */
    public Optional<ProcessHandle> supervisor() {
        return supervision()
                .read()
                .flatMap(s -> ProcessHandle.of(s.pid()))
                .filter(ProcessHandle::isAlive)
                .filter(this::isOurSupervisor);
    }

    /** @throws CoreProblem if a Core runs on this directory, by its process id or by its lock; nothing is changed */
    public void refuseWhileRunning() {
        running().ifPresent(other -> {
            throw CoreProblem.usage("a Core (process " + other.pid() + ") runs on " + path + " already: stop it with "
                    + Program.command("stop") + " --data " + path + ", or choose another --data");
        });
        supervisor().filter(s -> s.pid() != ProcessHandle.current().pid()).ifPresent(other -> {
            throw CoreProblem.usage("a Core is kept alive on " + path + " by process " + other.pid()
                    + ", which will start it again: stop both with " + Program.command("stop") + " --data " + path);
        });
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DirectoryLock lock = DirectoryLock.acquire(path, "the data directory")) {
            // Free: taken and given back at once.
        } catch (DirectoryLockedException e) {
            throw CoreProblem.usage(e.getMessage() + ": choose another --data");
        }
    }

    void remember(long pid) throws IOException {
        Files.writeString(pidFile(), pid + "\n");
    }

    /**
     * Takes away what a killed Core or supervisor left behind: it would be taken for the sign that the next Core is ready, or in
     * somebody's care.
     */
    void forgetTheDead() {
        forgetCore();
        clearTemporary();
        if (supervisor().isEmpty()) {
            supervision().delete();
        }
    }

    /** What a killed JVM could not take away: the native library of ONNX Runtime alone has 24 MB. */
    private void clearTemporary() {
        try {
            clear(temporary());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "temporary files stay until the next start", e);
        }
    }

    /**
     * Takes Liberty's copies of the application's jars away if they are of another build. Liberty compares them by the times within the
     * archive, which a reproducible build holds fast, and would run yesterday's code out of today's archive.
     *
     * @param build of the application that is about to run: {@link CoreInstall#build}
     */
    void forgetOtherBuilds(String build) throws IOException {
        Path known = output().resolve("build");
        if (!Files.exists(known) || !Files.readString(known).equals(build)) {
            clear(output().resolve(CoreInstall.SERVER).resolve("workarea"));
            Files.createDirectories(output());
            Files.writeString(known, build);
        }
    }

    /** Deletes what is in a directory, if there is one. */
    private static void clear(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Takes away what only a running Core and its supervisor may have there. Call it when none runs. */
    void forget() {
        forgetCore();
        supervision().delete();
    }

    /** The same for one Core that has ended, unless another has taken its place since. */
    void forgetCore(long pid) {
        if (rememberedPid().equals(OptionalLong.of(pid))) {
            forgetCore();
        }
    }

    private void forgetCore() {
        for (Path stale : List.of(pidFile(), bootstrapFile())) {
            try {
                Files.deleteIfExists(stale);
            } catch (IOException e) {
                throw CoreProblem.failed(stale + " cannot be deleted: " + e.getMessage());
            }
        }
    }

    private Path pidFile() {
        return path.resolve("core.pid");
    }

    /** Process ids are used again: after a crash the number may belong to another program, or to the Core of another directory. */
    private boolean isOurServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.arguments()
                .map(args -> {
                    boolean server = Arrays.stream(args).anyMatch(a -> a.endsWith("ws-server.jar"));
                    return server && names(args, CoreInstall.TEMPORARY, temporary());
                })
                // a long command line cannot be read everywhere
                .orElseGet(() -> info.commandLine().map(c -> c.contains("java")).orElse(true));
    }

    private boolean isOurSupervisor(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(args -> names(args, Supervisor.MARK, path))
                .orElse(true);
    }

    /** Whether one of {@code args} is {@code prefix} and this place, by whatever name the place was reached. */
    private static boolean names(String[] args, String prefix, Path place) {
        return Arrays.stream(args)
                .filter(a -> a.startsWith(prefix))
                .map(a -> a.substring(prefix.length()))
                .anyMatch(named -> same(Path.of(named), place));
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // one of them is gone
        }
    }
}
