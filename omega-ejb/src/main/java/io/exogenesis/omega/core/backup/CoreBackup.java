package io.exogenesis.omega.core.backup;

import io.exogenesis.omega.backup.BackupManifest;
import io.exogenesis.omega.backup.BackupWriter;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.ingest.AccountTotals;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.Schema;
import io.exogenesis.omega.core.port.StoredTables;
import io.exogenesis.omega.core.restore.DataFiles;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.journal.PrivateFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Takes the state of a Core that works. It is one that the Core could have been killed in: no round moves the head meanwhile, so
 * head, states and log belong together; the log is cut where the books were at one moment, and the database is read after that
 * moment. A viewer that withdrew in between has withdrawn in the database and not in the log, which is what a start finds and
 * mends behind every kill.
 *
 * <p>Rounds wait while a backup is taken, pushes only while the books are looked at; on Derby so do enrolments and consents. It is
 * written into the data directory first, so that whoever fetches it slowly holds up nobody.
 */
@Singleton
public class CoreBackup {
    private final CoreSettings settings;
    private final RoundRunner rounds;
    private final ContributionLedger ledger;
    private final ContributionLog log;
    private final BankStore bank;
    private final BlobStore blobs;
    private final StoredTables tables;
    private final Schema schema;
    private final ViewerDirectory viewers;
    private final InstantSource clock;
    private final ReentrantLock one = new ReentrantLock();

    @Inject
    public CoreBackup(
            CoreSettings settings,
            RoundRunner rounds,
            ContributionLedger ledger,
            ContributionLog log,
            BankStore bank,
            BlobStore blobs,
            StoredTables tables,
            Schema schema,
            ViewerDirectory viewers,
            InstantSource clock) {
        this.settings = settings;
        this.rounds = rounds;
        this.ledger = ledger;
        this.log = log;
        this.bank = bank;
        this.blobs = blobs;
        this.tables = tables;
        this.schema = schema;
        this.viewers = viewers;
        this.clock = clock;
    }

    /**
     * A backup, whose file is gone already: nobody has to delete it, also not behind a kill.
     *
     * @param content to be read once and closed
     */
    public record Taken(InputStream content, long bytes) {}

    /**
     * Takes one; the next waits until it is taken, not until it is read.
     *
     * @throws io.exogenesis.omega.core.RefusedException {@code UNAVAILABLE} while database or log cannot be read
     * @throws CoreException if the disk does not take it
     */
    public Taken take() {
        Path file = settings.server().data().resolve(DataFiles.BACKUP);
        one.lock();
        try {
            write(file);
            return new Taken(Files.newInputStream(file), Files.size(file));
        } catch (IOException e) {
            throw new CoreException("the backup cannot be written: " + e.getMessage(), e);
        } finally {
            DataFiles.delete(file);
            one.unlock();
        }
    }

    private void write(Path file) throws IOException {
        Files.deleteIfExists(file);
        IOException[] failure = new IOException[1];
        try (OutputStream to = new BufferedOutputStream(PrivateFiles.create(file), 1 << 16)) {
            rounds.alone(() -> {
                try {
                    write(bank.head(), ledger.books(), to);
                } catch (IOException e) {
                    failure[0] = e;
                }
                return true;
            });
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    private void write(BankHead head, ContributionLedger.Books books, OutputStream to) throws IOException {
        BackupWriter out = new BackupWriter(to, manifest(head, books.totals()));
        for (Path key : files(settings.server().data().resolve(DataFiles.KEYS))) {
            out.add(DataFiles.KEYS + "/" + key.getFileName(), entry -> Files.copy(key, entry));
        }
        for (String blob : new TreeSet<>(ledger.blobs(head))) {
            byte[] content = blobs.read(blob);
            out.add(DataFiles.STATE + "/" + blob, entry -> entry.write(content));
        }
        log.copy(head.epochStart(), books.position(), name -> out.begin(DataFiles.JOURNAL + "/" + name));
        tables.copy((table, rows) -> out.add(DataFiles.TABLES + "/" + table, rows::write));
        out.finish();
    }

    private BackupManifest manifest(BankHead head, AccountTotals t) {
        return new BackupManifest(
                schema.version(),
                clock.instant(),
                new BackupManifest.Bank(
                        head.version().bankId(),
                        head.version().number(),
                        head.round(),
                        head.consumed(),
                        head.checkpoint()),
                new BackupManifest.Books(
                        viewers.count(), t.acknowledged(), t.admitted() + t.refused() + t.expired(), t.pending()));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
