package io.exogenesis.omega.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.backup.BackupManifest;
import io.exogenesis.omega.backup.BackupReader;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.FormerDataTest;
import io.exogenesis.omega.core.adapter.file.FileBlobStore;
import io.exogenesis.omega.core.adapter.journal.JournalContributionLog;
import io.exogenesis.omega.core.adapter.jpa.FlywaySchema;
import io.exogenesis.omega.core.adapter.jpa.JdbcTables;
import io.exogenesis.omega.core.adapter.jpa.JpaBankStore;
import io.exogenesis.omega.core.adapter.jpa.JpaCatalogueStore;
import io.exogenesis.omega.core.adapter.jpa.JpaPatternOrderStore;
import io.exogenesis.omega.core.adapter.jpa.JpaViewerStore;
import io.exogenesis.omega.core.adapter.jpa.TestDatabase;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.PatternPin;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.port.StoredTables;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.restore.DataFiles;
import io.exogenesis.omega.core.restore.StagedRestore;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.core.testdb.NeedsPostgres;
import io.exogenesis.omega.core.testdb.PostgresServer;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.PatternId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Core's state in a file, and a Core made of the file. */
class CoreBackupTest {
    private static final Operator JANE = new Operator("admin", "jane");

    private static final int VIEWERS = 8;
    private static final int PUSHES = 12;

    @TempDir
    Path work;

    /** A Core on a database and a directory of its own. */
    private record Core(TestDatabase database, Path data, CoreFixture fixture) implements AutoCloseable {
        static Core on(TestDatabase database, Path data) {
            return new Core(database, data, fixture(database, data));
        }

        private static CoreFixture fixture(TestDatabase database, Path data) {
            return CoreFixture.over(
                    new JpaViewerStore(database),
                    new JpaBankStore(database, new io.exogenesis.omega.core.TestClock()),
                    new FileBlobStore(data.resolve("state")),
                    new JpaCatalogueStore(database),
                    FileLayer.directory(data.resolve("journal")),
                    UnaryOperator.identity());
        }

        CoreBackup backup() {
            CoreFixture f = fixture;
            return new CoreBackup(
                    CoreSettings.of(data),
                    f.rounds,
                    f.ledger,
                    f.log,
                    f.bankStore,
                    f.blobs,
                    new JdbcTables(database.dataSource()),
                    new FlywaySchema(database.dataSource()),
                    f.viewers,
                    f.clock);
        }

        /** Writes what it has into {@code file}. */
        BackupManifest backup(Path file) throws IOException {
            Path keys = Files.createDirectories(data.resolve("keys"));
            Files.writeString(keys.resolve("secret.key"), "of this Core");
            CoreBackup.Taken taken = backup().take();
            assertThat(data.resolve(DataFiles.BACKUP)).doesNotExist();
            try (InputStream in = taken.content()) {
                assertThat(Files.copy(in, file)).isEqualTo(taken.bytes());
            }
            return BackupReader.verify(file);
        }

        @Override
        public void close() throws Exception {
            fixture.log.close();
            database.close();
        }
    }

    private static StagedRestore staged(TestDatabase database, Path data, Path backup) throws IOException {
        Files.createDirectories(data);
        Files.copy(backup, data.resolve(StagedRestore.FILE));
        return restore(database, data);
    }

    private static StagedRestore restore(TestDatabase database, Path data) {
        return new StagedRestore(
                CoreSettings.of(data),
                new FlywaySchema(database.dataSource()),
                new JdbcTables(database.dataSource()),
                new FileBlobStore(data.resolve("state")),
                new JournalContributionLog(
                        () -> FileLayer.directory(data.resolve("journal")),
                        JournalOptions.defaults(),
                        new io.exogenesis.omega.core.RecordingMetrics()));
    }

    private static Core restored(TestDatabase database, Path data, Path backup) throws IOException {
        staged(database, data, backup).run();
        assertThat(data.resolve(StagedRestore.FILE)).doesNotExist();
        return Core.on(database, data);
    }

    private static void pushAll(CoreFixture core, Registration viewer) {
        SyncSession session = core.session(viewer);
        for (int seq = 1; seq <= PUSHES; seq++) {
            assertThat(core.push(session, Samples.pattern(seq)).hasPushAck()).isTrue();
        }
    }

    private static List<Registration> viewers(CoreFixture core) {
        List<Registration> viewers = new ArrayList<>();
        for (int v = 0; v < VIEWERS; v++) {
            viewers.add(core.register());
        }
        return viewers;
    }

    /** With a token of this Core. */
    private static Registration known(CoreFixture core, Registration viewer) {
        return new Registration(
                viewer.viewerId(),
                core.tokens.fresh(viewer.viewerId()),
                viewer.endpoints(),
                viewer.pin(),
                viewer.pins());
    }

    private static void sameBooks(BackupManifest.Books books, Accounting.Report report) {
        assertThat(report.acknowledged()).isEqualTo(books.acknowledged());
        assertThat(decided(report)).isEqualTo(books.decided());
        assertThat(report.pending()).isEqualTo(books.pending());
        assertThat(books.acknowledged()).isEqualTo(books.decided() + books.pending());
    }

    private static long decided(Accounting.Report r) {
        return r.decided().admitted() + r.decided().refused() + r.decided().expired();
    }

    /**
     * Backups in the middle of pushes and rounds, each of which becomes a Core: its books are those of one moment, what it has not
     * is pushed again, and all of it is decided once.
     */
    private void backupsUnderLoad_eachIsAStateOfTheCore(TestDatabase from, Restorer to) throws Exception {
        List<Path> files = new ArrayList<>();
        List<Registration> viewers;
        try (Core core = Core.on(from, work.resolve("from"))) {
            core.fixture.importTitles(20);
            viewers = viewers(core.fixture);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                viewers.forEach(v -> all.add(threads.submit(() -> pushAll(core.fixture, v))));
                for (int i = 0; i < 3; i++) {
                    boolean end = i == 1;
                    all.add(threads.submit(() -> core.fixture.rounds.runNow(end)));
                    Path file = work.resolve("backup-" + i);
                    files.add(file);
                    core.backup(file);
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
        }
        int n = 0;
        for (Path file : files) {
            BackupManifest manifest = BackupReader.verify(file);
            try (Core again = restored(to.database(n), work.resolve("to-" + n), file)) {
                sameBooks(manifest.books(), again.fixture.accounting.total());
                assertThat(again.fixture.bankStore.head().version().number())
                        .isEqualTo(manifest.bank().version());
                assertThat(again.fixture.catalogue.status().items()).isEqualTo(20);
                for (Registration viewer : viewers) {
                    long known = again.fixture.ledger.committedThrough(viewer.viewerId());
                    SyncSession session = again.fixture.session(known(again.fixture, viewer));
                    for (long seq = known + 1; seq <= PUSHES; seq++) {
                        assertThat(again.fixture
                                        .push(session, Samples.pattern(seq))
                                        .hasPushAck())
                                .isTrue();
                    }
                }
                again.fixture.rounds.runNow(true);
                assertThat(again.fixture.accounting.total().acknowledged()).isEqualTo(VIEWERS * PUSHES);
                assertThat(decided(again.fixture.accounting.total())).isEqualTo(VIEWERS * PUSHES);
            }
            n++;
        }
    }

    private interface Restorer {
        TestDatabase database(int n);
    }

    @Test
    void backups_underLoad_onDerby_areStatesOfTheCore() throws Exception {
        backupsUnderLoad_eachIsAStateOfTheCore(
                TestDatabase.in(work.resolve("derby")), n -> TestDatabase.in(work.resolve("derby-" + n)));
    }

    @Nested
    @NeedsPostgres
    class BetweenDatabases {
        @Test
        void backups_underLoad_ofDerby_goOnOnPostgresql(PostgresServer server) throws Exception {
            backupsUnderLoad_eachIsAStateOfTheCore(
                    TestDatabase.in(work.resolve("derby")), n -> TestDatabase.fresh(server));
        }

        @Test
        void backups_underLoad_ofPostgresql_goOnOnDerby(PostgresServer server) throws Exception {
            backupsUnderLoad_eachIsAStateOfTheCore(
                    TestDatabase.fresh(server), n -> TestDatabase.in(work.resolve("derby-" + n)));
        }
    }

    // There and back again: every value of every table has the same bytes, unset ones and those that are not ASCII
    // included.
    @Nested
    @NeedsPostgres
    class ThereAndBack {
        @Test
        void tables_overPostgresqlToDerby_areTheSameBytes(PostgresServer server) throws Exception {
            Path first = work.resolve("first");
            try (Core core = Core.on(TestDatabase.in(work.resolve("derby")), work.resolve("a"))) {
                core.fixture.importTitles(30);
                core.fixture.enrolment.register(
                        core.fixture.codes.mint(3).getFirst(), java.util.Optional.of("Ærøskøbing 北京 🎬"), Consents.ALL);
                viewers(core.fixture).forEach(v -> pushAll(core.fixture, v));
                core.fixture.rounds.runNow(false);
                core.backup(first);
            }
            Path second = work.resolve("second");
            try (Core core = restored(TestDatabase.fresh(server), work.resolve("b"), first)) {
                core.backup(second);
            }
            Path third = work.resolve("third");
            try (Core core = restored(TestDatabase.in(work.resolve("derby-2")), work.resolve("c"), second)) {
                core.backup(third);
            }
            assertThat(entries(third)).isEqualTo(entries(first)).hasSizeGreaterThan(14);
        }
    }

    @Nested
    @NeedsPostgres
    class FormerData {
        // Data of an earlier release is brought up to date on Derby, and then moves.
        @Test
        void dataOf85bfcd3_movesToPostgresql_andIsDecidedOnce(PostgresServer server) throws Exception {
            Path former = work.resolve("former");
            FormerDataTest.unzip(former);
            Path file = work.resolve("file");
            try (Core core = Core.on(TestDatabase.existing(former.resolve("derby")), former)) {
                core.backup(file);
            }
            try (Core moved = restored(TestDatabase.fresh(server), work.resolve("moved"), file)) {
                Accounting.Report books = moved.fixture.accounting.total();
                assertThat(books.viewers()).isEqualTo(150);
                assertThat(books.acknowledged()).isEqualTo(632);
                assertThat(books.decided()).isEqualTo(new Accounting.Decided(162, 0, 0));
                assertThat(books.pending()).isEqualTo(470);
                moved.fixture.rounds.runNow(true);
                assertThat(decided(moved.fixture.accounting.total())).isEqualTo(632);
                assertThat(moved.fixture.epoch.status(0).standing()).isEqualTo(150);
            }
        }
    }

    /** Of each table its rows in the order of their bytes; a database gives them in whatever order it likes. */
    private static java.util.Map<String, Object> entries(Path backup) {
        java.util.Map<String, Object> all = new java.util.TreeMap<>();
        BackupReader.read(backup, (manifest, name, content) -> {
            byte[] bytes = content.readAllBytes();
            if (name.startsWith("tables/")) {
                byte[] sorted = bytes.clone();
                java.util.Arrays.sort(sorted);
                bytes = sorted;
            }
            if (!name.startsWith("keys/")) {
                all.put(name, java.util.HexFormat.of().formatHex(bytes));
            }
        });
        return all;
    }

    // What an operator said about patterns was in no backup; former titles would be missing when they are needed.
    @Test
    void restored_importsCanBeRolledBack_andTheOperatorsWordStands() throws Exception {
        Path file = work.resolve("file");
        PatternId pinned = new PatternId("p-pinned");
        long number;
        try (Core core = Core.on(TestDatabase.in(work.resolve("derby")), work.resolve("a"))) {
            core.fixture.importTitles(3);
            number = core.fixture
                    .desk
                    .importTitles(Samples.file("a", Samples.title(1)), ImportMode.REPLACE, "", JANE)
                    .made()
                    .orElseThrow()
                    .number();
            new JpaPatternOrderStore(core.database)
                    .pin(
                            new PatternPin(pinned, Instant.EPOCH, JANE, ""),
                            OperatorAction.of(Instant.EPOCH, JANE, OperatorAction.Kind.PIN_PATTERN, "p", ""));
            core.backup(file);
        }
        TestDatabase target = TestDatabase.in(work.resolve("derby-2"));
        try (Core again = restored(target, work.resolve("b"), file)) {
            again.fixture.desk.rollBackImport(number, "", JANE);
            assertThat(again.fixture.catalogue.items())
                    .containsExactly(Samples.title(0), Samples.title(1), Samples.title(2));
            assertThat(new JpaPatternOrderStore(target).pins())
                    .extracting(PatternPin::pattern)
                    .containsExactly(pinned);
        }
    }

    // Rows are loaded at the version that they were written at, which has not all tables of today.
    @Test
    void load_intoASchemaOfAnEarlierRelease_isTaken() throws Exception {
        EmbeddedDataSource database = new EmbeddedDataSource();
        database.setDatabaseName(work.resolve("earlier").toString());
        database.setCreateDatabase("create");
        new FlywaySchema(database).migrateTo(8);
        AtomicBoolean loaded = new AtomicBoolean();

        new JdbcTables(database).load(new StoredTables.Head("b", 1, 1, 1, "c"), false, into -> loaded.set(true));

        assertThat(loaded).isTrue();
    }

    // A restore that was cut off behind its commit must not be refused by its own rows.
    @Test
    void restore_doneAgainBehindItsCommit_changesNothing() throws Exception {
        Path file = work.resolve("file");
        try (Core core = Core.on(TestDatabase.in(work.resolve("derby")), work.resolve("a"))) {
            viewers(core.fixture).forEach(v -> pushAll(core.fixture, v));
            core.fixture.rounds.runNow(false);
            core.backup(file);
        }
        TestDatabase target = TestDatabase.in(work.resolve("derby-2"));
        Path data = work.resolve("b");
        staged(target, data, file).run();
        Files.writeString(data.resolve("restore.begun"), ""); // as a kill in front of the deletion leaves it
        staged(target, data, file).run();
        assertThat(data.resolve("restore.begun")).doesNotExist();
        try (Core again = Core.on(target, data)) {
            sameBooks(BackupReader.verify(file).books(), again.fixture.accounting.total());
        }
    }

    @Test
    void restore_intoADatabaseOfAnotherCore_isRefused_andNothingIsChanged() throws Exception {
        Path file = work.resolve("file");
        try (Core core = Core.on(TestDatabase.in(work.resolve("derby")), work.resolve("a"))) {
            core.backup(file);
        }
        try (Core other = Core.on(TestDatabase.in(work.resolve("derby-2")), work.resolve("b"))) {
            other.fixture.register();
            assertThatThrownBy(() -> staged(other.database, other.data, file).run())
                    .isInstanceOf(CoreException.class)
                    .hasMessageContaining("the database holds a Core's data already")
                    .hasMessageNotContaining("\n");
            assertThat(other.fixture.viewerStore.page(0, 10)).hasSize(1);
        }
    }

    // The database has the very head of the backup, and rows of its own beside it: they are not those of the file.
    @Test
    void restore_intoTheDatabaseOfTheSameCore_isRefused() throws Exception {
        Path file = work.resolve("file");
        try (Core core = Core.on(TestDatabase.in(work.resolve("derby")), work.resolve("a"))) {
            core.backup(file);
            assertThatThrownBy(
                            () -> staged(core.database, work.resolve("b"), file).run())
                    .isInstanceOf(CoreException.class)
                    .hasMessageContaining("the database holds a Core's data already");
        }
    }

    // A backup that is cut or altered between laying it down and the start.
    @Test
    void restore_ofADamagedFile_isRefused_beforeAnythingIsWritten() throws Exception {
        Path file = work.resolve("file");
        try (Core core = Core.on(TestDatabase.in(work.resolve("derby")), work.resolve("a"))) {
            core.backup(file);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path data = work.resolve("b");
        try (TestDatabase target = TestDatabase.in(work.resolve("derby-2"))) {
            assertThatThrownBy(() -> staged(target, data, file).run())
                    .isInstanceOf(CoreException.class)
                    .hasMessageContaining("is damaged");
            assertThat(data.resolve("state")).doesNotExist();
            assertThat(data.resolve("journal")).doesNotExist();
        }
    }
}
