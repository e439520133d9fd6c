package io.exogenesis.omega.viewer.internal.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.MemoryCounter;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.memory.Criteria;
import io.exogenesis.omega.viewer.memory.NewPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory on a real directory: journal and archive together. */
class AgentDbArchiveTest {
    private static final ViewerId VIEWER = new ViewerId("v");
    private static final long SMALL = 40_000;

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final Random random = new Random(5);

    private AgentDb open() {
        return AgentDb.open(VIEWER, directory, 5_000, Optional.empty(), SMALL);
    }

    static AgentRecord stored(long id, Embedding place) {
        return new AgentRecord.Stored(
                PatternEntry.of(
                        id, NewPattern.of(TaskType.BEHAVIOR, "n" + id, .5).withTags("tag"), Instant.EPOCH),
                place);
    }

    private void store(AgentDb db, int count) {
        List<AgentRecord> records = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            records.add(stored(db.nextId(), AgentSchemaPropertyTest.embedding(random)));
        }
        db.submit(records).join();
    }

    /** Entries as records, in the order of their ids. */
    private static List<AgentRecord> entries(AgentDb db) {
        return db.read(s -> s.entries().toRecords()).stream()
                .sorted(Comparator.comparingLong(
                        r -> ((AgentRecord.Stored) r).entry().id()))
                .toList();
    }

    private static List<AgentRecord> rest(AgentDb db) {
        return db.read(AgentState::toRecords);
    }

    @Test
    void open_again_entriesOfArchiveAndJournalTogether() {
        List<AgentRecord> before;
        List<AgentRecord> rest;
        try (AgentDb db = open()) {
            store(db, 300); // beyond the border: archived
            db.compactNow();
            store(db, 3);
            db.submit(List.of(
                            new AgentRecord.Used(5, 1, .7, 0, Instant.ofEpochMilli(9)),
                            new AgentRecord.Forgotten(List.of(6L, 302L)),
                            new AgentRecord.Tracked(new ViewerEvent.Share(new MediaId("m"), Instant.EPOCH))))
                    .join();
            before = entries(db);
            rest = rest(db);
            assertThat(before).hasSize(301);
        }
        assertThat(directory.resolve("memory")).isDirectory();
        for (int n = 0; n < 2; n++) {
            try (AgentDb db = open()) {
                assertThat(entries(db)).isEqualTo(before);
                assertThat(rest(db)).isEqualTo(rest);
                assertThat(db.nextId()).isEqualTo(304);
            }
        }
    }

    // Ids that start anew after a restart would give an old name to a new pattern.
    @Test
    void nextId_afterAllEntriesAreForgotten_goesOn() {
        try (AgentDb db = open()) {
            store(db, 3);
            db.submit(List.of(new AgentRecord.Forgotten(List.of(1L, 2L, 3L)))).join();
            db.compactNow();
        }
        try (AgentDb db = open()) {
            assertThat(db.nextId()).isEqualTo(4);
            assertThat(entries(db)).isEmpty();
        }
    }

    @Test
    void compact_manyEntries_eachVectorLiesOnTheDiskOnce() throws IOException {
        try (AgentDb db = open()) {
            store(db, 2_000);
            db.compactNow();
            assertThat(db.journal().bytes()).isLessThan(5_000);
        }
        assertThat(size(directory)).isLessThan(2_000 * (Embedding.DIMENSIONS + 80));
    }

    @Test
    void archive_damaged_isSetAsideAndTheRestIsThere() throws IOException {
        List<AgentRecord> rest;
        try (AgentDb db = open()) {
            store(db, 300);
            db.submit(List.of(new AgentRecord.Tracked(new ViewerEvent.Share(new MediaId("m"), Instant.EPOCH))))
                    .join();
            db.compactNow();
            rest = rest(db);
        }
        try (Stream<Path> files = Files.list(directory.resolve("memory"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1; // one bit of one vector
                Files.write(file, bytes);
            }
        }
        try (AgentDb db = open()) {
            assertThat(rest(db)).isEqualTo(rest);
            assertThat(entries(db)).isEmpty();
            assertThat(directory.resolve("memory.damaged-1")).isDirectory();
            store(db, 300);
            db.compactNow();
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSize(300);
        }
    }

    @Test
    void open_journalOfANewerVersion_saysSo() {
        Journal journal = Journal.open(FileLayer.directory(directory.resolve("journal")), JournalOptions.defaults());
        journal.appendDurable(AgentSchema.encode(new AgentRecord.Format(99, VIEWER)));
        journal.close();
        assertThatThrownBy(this::open).isInstanceOf(ViewerException.class).hasMessageContaining("format 99");
    }

    @Test
    void open_firstFormat_isTakenOver() throws IOException {
        Journal journal = Journal.open(FileLayer.directory(directory.resolve("journal")), JournalOptions.defaults());
        journal.appendDurable(AgentSchema.encode(new AgentRecord.Format(1, VIEWER)));
        journal.appendDurable(AgentSchema.encode(
                new AgentRecord.Tracked(new ViewerEvent.Rating(new MediaId("m"), 5, Instant.EPOCH))));
        journal.close();
        Files.createDirectories(directory.resolve("index"));
        Files.writeString(directory.resolve("index").resolve("segments_1"), "derived");
        try (AgentDb db = open()) {
            assertThat(db.read(AgentState::events)).isEqualTo(1);
            assertThat(directory.resolve("index")).doesNotExist();
            store(db, 1);
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSize(1);
            assertThat(db.read(AgentState::choiceCount)).isEqualTo(1);
        }
    }

    @Test
    void open_twice_secondIsToldWhoHasIt() {
        try (AgentDb db = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(DirectoryLockedException.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            store(db, 1);
        }
    }

    @Test
    void checkpoint_archiveCannotBeWritten_nothingIsLost() throws IOException {
        Files.writeString(directory.resolve("memory"), "a file where a directory must be");
        try (AgentDb db = open()) {
            store(db, 300);
            db.compactNow();
            assertThat(entries(db)).hasSize(300);
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSize(300);
        }
        Files.delete(directory.resolve("memory"));
        try (AgentDb db = open()) {
            db.compactNow();
            assertThat(db.journal().bytes()).isLessThan(5_000);
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSize(300);
        }
    }

    @Test
    void submit_manyThreads_allAreThereAndFound() throws InterruptedException {
        try (AgentDb db = open()) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 1_000; t++) {
                Random own = new Random(t);
                threads.add(Thread.startVirtualThread(() -> {
                    long id = db.nextId();
                    Embedding place = AgentSchemaPropertyTest.embedding(own);
                    db.submit(List.of(stored(id, place))).join();
                    List<EntryStore.Found<PatternEntry>> found =
                            db.read(s -> s.entries().patterns().search(place, 1, Criteria.ANY, 0));
                    assertThat(found.getFirst().entry().id()).isEqualTo(id);
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(entries(db)).hasSize(1_000);
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSize(1_000);
        }
    }

    @Test
    void openSealed_plainMemory_nothingReadableIsLeftAndOnlyTheKeyOpensIt() throws IOException {
        byte[] key = new byte[RecordSeal.KEY_BYTES];
        List<AgentRecord> before;
        try (AgentDb db = open()) {
            store(db, 300);
            db.submit(List.of(new AgentRecord.Tracked(
                            new ViewerEvent.Rating(new MediaId("a-secret-title"), 5, Instant.EPOCH))))
                    .join();
            before = entries(db);
            assertThat(found("a-secret-title")).isTrue();
        }
        try (AgentDb db = AgentDb.openSealed(VIEWER, directory, 5_000, key, MemoryCounter.NONE)) {
            assertThat(entries(db)).isEqualTo(before);
            assertThat(found("a-secret-title")).isFalse();
            assertThat(directory.resolve("memory")).doesNotExist();
            store(db, 2);
        }
        for (int n = 0; n < 2; n++) {
            try (AgentDb db = AgentDb.openSealed(VIEWER, directory, 5_000, key, MemoryCounter.NONE)) {
                assertThat(entries(db)).hasSize(302).containsAll(before);
                db.compactNow();
            }
        }
        assertThat(found("n299")).isFalse();
        assertThatThrownBy(this::open).hasMessageContaining("is encrypted");
        key[0] = 1;
        assertThatThrownBy(() -> AgentDb.openSealed(VIEWER, directory, 5_000, key, MemoryCounter.NONE))
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> AgentDb.openSealed(VIEWER, directory, 5_000, new byte[16], MemoryCounter.NONE))
                .hasMessageContaining("32 bytes, not 16");
    }

    private boolean found(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                        return true;
                    }
                } catch (NoSuchFileException e) {
                    // a file of a checkpoint under way, which is gone again
                }
            }
            return false;
        }
    }

    @Test
    void snapshotTo_whileOthersStore_canBeOpened() {
        Path copy = elsewhere.resolve("copy");
        List<AgentRecord> before;
        try (AgentDb db = open()) {
            store(db, 300);
            db.compactNow();
            store(db, 5);
            before = entries(db);
            db.snapshotTo(directory, copy);
            store(db, 5);
            assertThatThrownBy(() -> db.snapshotTo(directory, copy)).hasMessageContaining("exists already");
        }
        try (AgentDb db = AgentDb.open(VIEWER, copy, 5_000)) {
            assertThat(entries(db)).isEqualTo(before);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    // After its journal was replaced, an archive's position skipped whatever was stored anew.
    @Test
    void open_journalReplaced_archiveIsTakenAndNothingNewIsSkipped() throws IOException {
        try (AgentDb db = open()) {
            store(db, 600);
            db.compactNow();
            store(db, 2);
        }
        PrivateDirectory.remove(directory.resolve("journal"));
        for (int n = 0; n < 3; n++) {
            try (AgentDb db = open()) {
                assertThat(entries(db)).hasSizeGreaterThanOrEqualTo(600 + n);
                store(db, 1);
            }
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSizeGreaterThanOrEqualTo(603);
        }
    }

    @Test
    void open_archiveGone_saysSoAndIdsGoOn() throws IOException {
        try (AgentDb db = open()) {
            store(db, 600);
            db.compactNow();
        }
        try (Stream<Path> files = Files.list(directory.resolve("memory"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.delete(file);
            }
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).isEmpty();
            assertThat(directory.resolve("memory.damaged-1")).isDirectory();
            assertThat(db.nextId()).isEqualTo(601);
            store(db, 600);
        }
        try (AgentDb db = open()) {
            assertThat(entries(db)).hasSize(600);
        }
    }

    /** The archive is written and the process dies before the journal is replaced: what follows must be told apart from it. */
    @Test
    void open_crashBetweenArchiveAndSnapshot_idsAreNotGivenTwice() throws IOException {
        Path before = elsewhere.resolve("before");
        try (AgentDb db = AgentDb.open(VIEWER, directory, 5_000)) {
            store(db, 600);
            db.submit(List.of(new AgentRecord.Forgotten(List.of(600L)))).join();
            PrivateDirectory.copy(directory, before, List.of("journal"));
            db.compactNow();
        }
        // the journal as it was, the archive as it is
        PrivateDirectory.remove(directory.resolve("journal"));
        Files.move(before.resolve("journal"), directory.resolve("journal"));
        try (AgentDb db = AgentDb.open(VIEWER, directory, 5_000)) {
            assertThat(entries(db)).hasSize(599);
            assertThat(db.nextId()).isEqualTo(601);
        }
    }

    @Test
    void openSealed_killedWhilePlainFilesGo_theyAreGoneAfterTheNextOpening() throws IOException {
        byte[] key = new byte[RecordSeal.KEY_BYTES];
        try (AgentDb db = open()) {
            store(db, 600);
        }
        try (AgentDb db = AgentDb.openSealed(VIEWER, directory, 5_000, key, MemoryCounter.NONE)) {
            assertThat(entries(db)).hasSize(600);
        }
        Path leaving = Files.createDirectory(directory.resolve("memory.leaving"));
        Files.writeString(leaving.resolve("_0.cfs"), "n299");
        try (AgentDb db = AgentDb.openSealed(VIEWER, directory, 5_000, key, MemoryCounter.NONE)) {
            assertThat(entries(db)).hasSize(600);
            assertThat(leaving).doesNotExist();
        }
    }

    // An agent that is opened and closed all day must not let its journal grow for ever.
    @Test
    void open_againAndAgain_journalIsStillCompacted() {
        long most = 0;
        for (int n = 0; n < 60; n++) {
            try (AgentDb db = open()) {
                for (int k = 0; k < 40; k++) {
                    db.submit(List.of(new AgentRecord.Tracked(
                                    ViewerEvent.Search.of("x".repeat(200), List.of(), Instant.EPOCH))))
                            .join();
                }
                most = Math.max(most, db.journal().bytes());
            }
        }
        assertThat(most).isLessThan(3 * SMALL);
    }
}
