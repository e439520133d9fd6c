package io.exogenesis.omega.ops.core;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.DirectoryLockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lies where in a Core's data directory.
 *
 * <pre>
 * bootstrap.json   addresses, pin and keys of a ready Core, 0600 (written by the Core)
 * core.pid         process id of the Core that was started last
 * keys/            omega.p12 and password, 0700
 * derby/ journal/  database and contribution log (the Core's)
 * wlp/             Liberty's output; wlp/omega/logs/messages.log tells the story
 * logs/console.log what the server's process printed
 * tmp/             temporary files of this Core's JVM
 * </pre>
 */
public record CoreDirectory(Path path) {
    public CoreDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** The default of a command: {@code ~/.omega/NAME}. */
    public static Path defaultFor(String name) {
        return Path.of(System.getProperty("user.home"), ".omega", name);
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

    public Path messagesLog() {
        return output().resolve(CoreInstall.SERVER).resolve("logs").resolve("messages.log");
    }

    public Optional<Bootstrap> bootstrap() {
        return Bootstrap.read(bootstrapFile());
    }

    /** The running Core of this directory, if there is one. */
    public Optional<ProcessHandle> running() {
        try {
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(CoreDirectory::isServer);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CoreProblem.failed(pidFile() + " cannot be read: " + e.getMessage());
        }
    }

    /** @throws CoreProblem if a Core runs on this directory, by its process id or by its lock; nothing is changed */
    public void refuseWhileRunning() {
        running().ifPresent(other -> {
            throw CoreProblem.usage("a Core (process " + other.pid() + ") runs on " + path
                    + " already: stop it with ./omega core stop --data " + path + ", or choose another --data");
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

    private Path pidFile() {
        return path.resolve("core.pid");
    }

    /** Process ids are used again: after a crash the number may belong to somebody else. */
    private static boolean isServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.arguments()
                .map(args -> String.join(" ", args).contains("ws-server.jar"))
                .orElseGet(() -> info.commandLine().map(c -> c.contains("java")).orElse(true));
    }
}
