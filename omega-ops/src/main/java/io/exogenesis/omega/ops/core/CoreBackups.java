package io.exogenesis.omega.ops.core;

import com.google.gson.JsonObject;
import io.exogenesis.omega.backup.BackupException;
import io.exogenesis.omega.backup.BackupManifest;
import io.exogenesis.omega.backup.BackupReader;
import io.exogenesis.omega.journal.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Backups of the Core of one data directory. What is in one, and how it becomes a Core, is the Core's business: this fetches the
 * file, or lays it down where a start finds it, and looks whether the books are the same afterwards.
 */
public final class CoreBackups {
    /** Where a start finds it (the Core's StagedRestore). */
    private static final String STAGED = "restore.omega";

    private static final String KEYS = "keys/";
    /** A Core that is started for a moment: nobody else reaches it, and nothing is decided meanwhile. */
    private static final Map<String, String> ALONE =
            Map.of("OMEGA_AGGREGATE_ENABLED", "false", "OMEGA_HTTPS_HOST", "127.0.0.1");
    /** In a directory that counts as empty: what a restore that failed leaves to tell why. */
    private static final Set<String> NOTHING = Set.of("lost+found", "logs", "wlp", "omega.lock");

    private final CoreDirectory data;
    private final Map<String, String> settings;
    private final Consumer<String> progress;

    /** @param progress takes lines for a person */
    public CoreBackups(Path data, Consumer<String> progress) {
        this(data, Map.of(), progress);
    }

    /** @param settings further {@code OMEGA_…} variables of a Core that has to be started */
    public CoreBackups(Path data, Map<String, String> settings, Consumer<String> progress) {
        this.data = new CoreDirectory(data);
        this.settings = new HashMap<>(settings);
        this.settings.putAll(ALONE);
        this.progress = progress;
    }

    /** What is in it, for a person. */
    public static String line(BackupManifest m) {
        return "bank version " + m.bank().version() + ", " + m.books().viewers() + " viewers, "
                + m.books().acknowledged() + " contributions acknowledged = "
                + m.books().decided() + " decided + "
                + m.books().pending() + " pending";
    }

    /**
     * Writes a backup.
     *
     * @param file appears when it is complete
     * @param reason query of the request: who wants it, and why
     * @throws CoreProblem if the file is there, or the Core does not give it; then there is no such file
     */
    public BackupManifest backup(Path file, String reason) {
        if (Files.exists(file)) {
            throw CoreProblem.usage(file + " is there already: name a new file");
        }
        if (!Files.isDirectory(data.keys())) {
            throw CoreProblem.usage("there is no Core's data in " + data.path() + ": name its directory with --data");
        }
        return isInUse()
                ? fetch(
                        data.bootstrap()
                                .orElseThrow(() -> CoreProblem.failed("the Core on " + data.path()
                                        + " is not ready: see " + Program.command("status"))),
                        file,
                        reason)
                : withCore(core -> fetch(core, file, reason));
    }

    private boolean isInUse() {
        try {
            data.refuseWhileRunning();
            return false;
        } catch (CoreProblem e) {
            return true;
        }
    }

    private static BackupManifest fetch(Bootstrap core, Path file, String reason) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (AdminHttp http = new AdminHttp(core)) {
            Files.deleteIfExists(part);
            http.download("/api/admin/backup?" + reason, part);
            BackupManifest manifest = BackupReader.verify(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw CoreProblem.failed(file + " cannot be written: "
                    + (e instanceof NoSuchFileException
                            ? "there is no directory " + file.toAbsolutePath().getParent()
                            : e.getMessage()));
        } catch (BackupException e) {
            throw CoreProblem.failed("the backup did not arrive as it was written: " + e.getMessage());
        } finally {
            delete(part);
        }
    }

    private <T> T withCore(Function<Bootstrap, T> work) {
        progress.accept("Starting the Core on " + data.path() + " for a moment ...");
        try (CoreProcess core = CoreProcess.start(CoreInstall.found(), data.path(), CorePorts.ANY, settings)
                .endingWithThisJvm()) {
            return work.apply(core.awaitReady());
        }
    }

    /**
     * Makes the data directory.
     *
     * @throws CoreProblem if the file is no backup or damaged, the directory or the database is not empty, or the Core cannot use
     *     what it finds; then the directory is as empty as before, but for logs
     */
    public BackupManifest restore(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CoreProblem.usage("there is no file " + file + ": name what core backup wrote");
        }
        try {
            BackupManifest manifest = BackupReader.verify(file);
            data.refuseWhileRunning();
            requireEmpty();
            return restored(file, manifest);
        } catch (BackupException e) {
            throw CoreProblem.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CoreProblem.failed(data.path() + " cannot be restored: " + e.getMessage());
        }
    }

    private BackupManifest restored(Path file, BackupManifest manifest) throws IOException {
        boolean done = false;
        try {
            data.make();
            Private.directory(data.keys());
            layDown(file);
            withCore(core -> {
                compare(manifest, core);
                return true;
            });
            done = true;
            return manifest;
        } finally {
            if (!done) {
                empty();
            }
        }
    }

    /** Keys first: the server reads them before the Core looks for the file. */
    private void layDown(Path file) throws IOException {
        BackupReader.read(file, (manifest, name, content) -> {
            if (name.startsWith(KEYS)) {
                write(data.keys().resolve(name.substring(KEYS.length())), content);
            }
        });
        try (InputStream in = Files.newInputStream(file)) {
            write(data.path().resolve(STAGED), in);
        }
    }

    private static void write(Path file, InputStream content) throws IOException {
        try (OutputStream out = PrivateFiles.create(file)) {
            content.transferTo(out);
        }
    }

    private static void compare(BackupManifest manifest, Bootstrap core) {
        try (AdminHttp http = new AdminHttp(core)) {
            JsonObject books = http.get("/api/admin/accounting").getAsJsonObject();
            long acknowledged = books.get("acknowledged").getAsLong();
            if (acknowledged != manifest.books().acknowledged()) {
                throw CoreProblem.failed(
                        "the restored Core vouches for " + acknowledged + " contributions, and the backup for "
                                + manifest.books().acknowledged());
            }
        }
    }

    private Stream<Path> files() throws IOException {
        return Files.isDirectory(data.path()) ? Files.list(data.path()) : Stream.empty();
    }

    private void requireEmpty() throws IOException {
        try (Stream<Path> files = files()) {
            Optional<Path> some = files.filter(f -> !NOTHING.contains(String.valueOf(f.getFileName())))
                    .findFirst();
            if (some.isPresent()) {
                throw CoreProblem.usage(data.path() + " holds other files ("
                        + some.get().getFileName() + "): restore into a directory that is new or empty");
            }
        }
    }

    /** It was empty before. */
    private void empty() throws IOException {
        try (Stream<Path> files = files()) {
            for (Path file : files.filter(f -> !NOTHING.contains(String.valueOf(f.getFileName())))
                    .toList()) {
                try (Stream<Path> all = Files.walk(file)) {
                    List<Path> deepestFirst =
                            all.sorted(Comparator.reverseOrder()).toList();
                    deepestFirst.forEach(CoreBackups::delete);
                }
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CoreProblem.failed(file + " cannot be deleted: " + e.getMessage());
        }
    }
}
