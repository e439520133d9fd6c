package io.exogenesis.omega.core.restore;

import io.exogenesis.omega.backup.BackupException;
import io.exogenesis.omega.backup.BackupManifest;
import io.exogenesis.omega.backup.BackupReader;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.Schema;
import io.exogenesis.omega.core.port.StoredTables;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts a backup into a Core that starts, from {@code DATA/restore.omega}, before anything else reads or makes something. The
 * whole file is checked first. The tables are filled last, in one transaction, and the file is deleted behind it: a start that is
 * cut off is done again by the next one.
 *
 * <p>The keys are not put back here: the server has read them by now. Whoever lays down the file lays them down, too.
 */
@Singleton
public class StagedRestore {
    /** Where the backup is laid down. */
    public static final String FILE = "restore.omega";

    /** Says that the tables were empty when this directory's restore began to fill them. */
    static final String BEGUN = "restore.begun";

    private final Path file;
    private final Path begun;
    private final Path leftOver;
    private final Schema schema;
    private final StoredTables tables;
    private final BlobStore blobs;
    private final ContributionLog log;

    @Inject
    public StagedRestore(
            CoreSettings settings, Schema schema, StoredTables tables, BlobStore blobs, ContributionLog log) {
        this.file = settings.server().data().resolve(FILE);
        this.begun = settings.server().data().resolve(BEGUN);
        this.leftOver = settings.server().data().resolve(DataFiles.BACKUP);
        this.schema = schema;
        this.tables = tables;
        this.blobs = blobs;
        this.log = log;
    }

    /**
     * Does it if there is such a file.
     *
     * @throws CoreException with one line, if the file cannot be used, or the database holds another Core's data; then no row is
     *     changed
     */
    public void run() {
        DataFiles.delete(leftOver);
        if (!Files.exists(file)) {
            DataFiles.delete(begun);
            return;
        }
        try {
            BackupManifest manifest = BackupReader.verify(file);
            schema.migrateTo(manifest.schema());
            BackupManifest.Bank bank = manifest.bank();
            tables.load(
                    new StoredTables.Head(bank.id(), bank.version(), bank.round(), bank.consumed(), bank.checkpoint()),
                    Files.exists(begun),
                    loader -> {
                        PrivateFiles.writeText(begun, "");
                        BackupReader.read(file, (same, name, content) -> put(name, content, loader));
                    });
            DataFiles.delete(file);
            DataFiles.delete(begun);
            System.getLogger(getClass().getName())
                    .log(
                            Level.INFO,
                            "restored bank version {0} of {1}, with {2} contributions",
                            bank.version(),
                            manifest.createdAt(),
                            manifest.books().acknowledged());
        } catch (BackupException e) {
            throw new CoreException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CoreException("the backup cannot be restored: " + e.getMessage(), e);
        }
    }

    private void put(String name, InputStream content, StoredTables.Loader loader) throws IOException {
        int slash = name.indexOf('/');
        String of = name.substring(slash + 1);
        switch (name.substring(0, slash)) {
            case DataFiles.KEYS -> {}
            case DataFiles.STATE -> blobs.write(of, content.readAllBytes());
            case DataFiles.JOURNAL -> log.restore(of, content);
            default -> loader.table(of, content);
        }
    }
}
