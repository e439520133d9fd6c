package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.MemoryCounter;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody can do who may write to the files of an encrypted memory and has no key. */
class SealedMemoryTest {
    private static final AgentRecord PLANTED = new AgentRecord.ConsentsChanged(Consents.ALL);

    @TempDir
    Path temporary;

    private Path directory;
    private final Counter counter = new Counter();

    /** A host's counter; {@code failing} as if the process had ended before it was told. */
    private static final class Counter implements MemoryCounter {
        private long last;
        private boolean failing;

        @Override
        public long last() {
            return last;
        }

        @Override
        public void advance(long to) {
            if (failing) {
                throw new IllegalStateException("the key store does not answer");
            }
            assertThat(to).isGreaterThanOrEqualTo(last);
            last = to;
        }
    }

    @BeforeEach
    void name() {
        directory = temporary.resolve("state");
    }

    private AgentDb open() {
        return AgentDb.openSealed(FormerStoreTest.VIEWER, directory, 1_000, FormerStoreTest.key(), MemoryCounter.NONE);
    }

    private AgentDb counted() {
        return AgentDb.openSealed(FormerStoreTest.VIEWER, directory, 1_000, FormerStoreTest.key(), counter);
    }

    private static AgentRecord rating(int n) {
        return new AgentRecord.Tracked(new ViewerEvent.Rating(new MediaId("title-" + n), 4, Instant.ofEpochSecond(n)));
    }

    private static void write(AgentDb db, int from, int to) {
        for (int n = from; n < to; n++) {
            AgentRecord record = rating(n);
            db.commit(s -> List.of(record));
        }
    }

    private static int titles(AgentDb db) {
        return db.read(s -> s.titles().size());
    }

    private List<byte[]> payloads() {
        List<byte[]> out = new ArrayList<>();
        try (Journal journal = journal()) {
            journal.replay(0, (position, next, payload) -> out.add(payload));
        }
        return out;
    }

    private Journal journal() {
        return Journal.open(FileLayer.directory(directory.resolve("journal")), JournalOptions.defaults());
    }

    /** The journal with these records, whole by all that can be checked without the key. */
    private void replaceBy(List<byte[]> payloads) {
        PrivateDirectory.remove(directory.resolve("journal"));
        try (Journal journal = journal()) {
            payloads.forEach(journal::appendDurable);
        }
    }

    private void append(byte[] payload) {
        try (Journal journal = journal()) {
            journal.appendDurable(payload);
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::open).isInstanceOf(ViewerException.class).hasMessageContaining(why);
    }

    @Test
    void open_plainRecordAppended_isRefused() {
        try (AgentDb db = open()) {
            write(db, 0, 3);
        }
        append(AgentSchema.encode(PLANTED));
        assertRefused("not encrypted");
    }

    @Test
    void open_plainRecordInPlaceOfAny_isRefused() {
        try (AgentDb db = open()) {
            write(db, 0, 3);
        }
        List<byte[]> whole = payloads();
        for (int n = 1; n < whole.size(); n++) {
            List<byte[]> changed = new ArrayList<>(whole);
            changed.set(n, AgentSchema.encode(PLANTED));
            replaceBy(changed);
            assertRefused("not encrypted");
        }
        replaceBy(whole);
        assertThatCode(() -> open().close()).doesNotThrowAnyException();
    }

    @Test
    void open_recordsCutOutMovedOrRepeated_isRefused() {
        try (AgentDb db = open()) {
            write(db, 0, 6);
        }
        List<byte[]> whole = payloads();
        for (int n = 0; n + 1 < whole.size(); n++) {
            List<byte[]> without = new ArrayList<>(whole);
            without.remove(n);
            replaceBy(without);
            assertRefused("files of the memory were changed");
            List<byte[]> swapped = new ArrayList<>(whole);
            swapped.set(n, whole.get(n + 1));
            swapped.set(n + 1, whole.get(n));
            replaceBy(swapped);
            assertRefused(""); // the first record's place fits no key
            List<byte[]> repeated = new ArrayList<>(whole);
            repeated.add(whole.get(n));
            replaceBy(repeated);
            assertRefused("files of the memory were changed");
        }
    }

    // Both lines were written by the owner, with the same key, at the same positions.
    @Test
    void open_recordsOfAnotherCopyThatWentOnOtherwise_isRefused() {
        try (AgentDb db = open()) {
            write(db, 0, 3);
        }
        List<byte[]> common = payloads();
        try (AgentDb db = open()) {
            write(db, 3, 6);
        }
        List<byte[]> one = payloads();
        replaceBy(common);
        try (AgentDb db = open()) {
            write(db, 6, 9);
        }
        List<byte[]> other = payloads();
        List<byte[]> mixed = new ArrayList<>(one);
        mixed.set(one.size() - 1, other.getLast());
        assertThat(other.getLast()).hasSameSizeAs(one.getLast());
        replaceBy(mixed);
        assertRefused("files of the memory were changed");
    }

    @Test
    void open_endOfTheFirstSnapshotCutOff_isRefused() throws IOException {
        try (AgentDb db = open()) {
            write(db, 0, 5);
            db.compactNow();
        }
        cutLastRecord();
        assertRefused("its end was cut off");
    }

    @Test
    void open_sealedStoreOf85bfcd3Once_takesNothingOfThatFormatAnyMore() throws IOException {
        FormerStoreTest.unpack("sealed", directory);
        byte[] former = payloads().getLast();
        open().close();
        assertThat(payloads()).noneMatch(p -> p[0] == former[0]);
        append(former);
        assertRefused("files of the memory were changed");
    }

    // The version is noted before all is written anew: whoever was killed in between was locked out.
    @Test
    void open_killedBeforeAFormerStoreWasWrittenAnew_isLetIn() throws IOException {
        for (String kind : List.of("sealed", "plain")) {
            directory = temporary.resolve("killed-" + kind);
            FormerStoreTest.unpack(kind, directory);
            SealedLog log = new SealedLog(FormerStoreTest.key(), FormerStoreTest.VIEWER, MemoryCounter.NONE);
            try (Journal journal = journal()) {
                journal.replay(0, (position, next, payload) -> log.open(payload, position));
                for (int n = 0; n < 2; n++) {
                    SealedLog.Mark before = log.mark();
                    byte[] version =
                            AgentSchema.encode(new AgentRecord.Format(AgentSchema.VERSION, FormerStoreTest.VIEWER));
                    log.seal(version, journal.end(), false);
                    log.backTo(before); // the disk was full
                    journal.appendDurable(log.seal(version, journal.end(), false));
                }
            }
            for (int n = 0; n < 2; n++) {
                try (AgentDb db = open()) {
                    assertThat(StoreInWords.of(db)).containsExactlyElementsOf(FormerStoreTest.content());
                }
            }
        }
    }

    @Test
    void open_plainRecordInASealedStoreOf85bfcd3_isRefused() throws IOException {
        FormerStoreTest.unpack("sealed", directory);
        append(AgentSchema.encode(PLANTED));
        assertRefused("not encrypted");
    }

    @Test
    void open_plainMemoryThatGotAKey_takesNothingPlainAnyMore() {
        try (AgentDb db = AgentDb.open(FormerStoreTest.VIEWER, directory, 1_000)) {
            write(db, 0, 3);
        }
        try (AgentDb db = open()) {
            assertThat(titles(db)).isEqualTo(3);
        }
        assertThat(payloads()).allMatch(SealedLog::isSealed);
        append(AgentSchema.encode(PLANTED));
        assertRefused("not encrypted");
    }

    @Test
    void open_archivePutBesideASealedMemory_isNotRead() {
        Path other = temporary.resolve("other");
        try (AgentDb db = AgentDb.open(FormerStoreTest.VIEWER, other, 1_000)) {
            db.submit(List.of(AgentDbArchiveTest.stored(1, AgentSchemaPropertyTest.embedding(new Random(1)))))
                    .join();
            db.compactNow();
        }
        try (AgentDb db = open()) {
            write(db, 0, 3);
        }
        PrivateDirectory.rename(other.resolve("memory"), directory.resolve("memory"));
        try (AgentDb db = open()) {
            int entries = db.read(s -> s.entries().size());
            assertThat(entries).isZero();
            assertThat(titles(db)).isEqualTo(3);
        }
        assertThat(directory.resolve("memory")).doesNotExist();
    }

    @Test
    void open_tornTail_isCutOffAndTheMemoryGoesOn() throws IOException {
        for (int n = 0; n < 3; n++) {
            try (AgentDb db = counted()) {
                assertThat(titles(db)).isEqualTo(2 * n);
                write(db, 2 * n, 2 * n + 2);
            }
            Files.write(lastSegment(), new byte[] {0, 0, 0, 99, 1, 2, 3}, StandardOpenOption.APPEND);
        }
        try (AgentDb db = counted()) {
            assertThat(titles(db)).isEqualTo(6);
        }
    }

    @Test
    void openCounted_tailCut_isRefusedAndWithoutTheCounterItIsNot() throws IOException {
        try (AgentDb db = counted()) {
            write(db, 0, 5);
        }
        cutLastRecord();
        assertThatThrownBy(this::counted)
                .isInstanceOf(ViewerException.class)
                .hasMessageContaining("its end was cut off, or an older copy");
        try (AgentDb db = open()) {
            assertThat(titles(db)).isEqualTo(4);
        }
    }

    @Test
    void openCounted_allFilesCutToNothing_isRefusedAndWithoutTheCounterItIsNew() throws IOException {
        try (AgentDb db = counted()) {
            write(db, 0, 5);
        }
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[0]);
            }
        }
        assertThatThrownBy(this::counted).isInstanceOf(ViewerException.class);
        try (AgentDb db = open()) {
            assertThat(titles(db)).isZero();
        }
    }

    @Test
    void openCounted_olderDirectoryPutBack_isRefused() {
        Path copy = temporary.resolve("copy");
        try (AgentDb db = counted()) {
            write(db, 0, 5);
            db.snapshotTo(directory, copy);
            write(db, 5, 8);
            db.compactNow();
        }
        PrivateDirectory.remove(directory.resolve("journal"));
        PrivateDirectory.rename(copy.resolve("journal"), directory.resolve("journal"));
        assertThatThrownBy(this::counted).hasMessageContaining("an older copy");
        // nor may it be deleted or replaced by a plain one, however long
        PrivateDirectory.remove(directory.resolve("journal"));
        assertThatThrownBy(this::counted).hasMessageContaining("an older copy");
        try (AgentDb plain = AgentDb.open(FormerStoreTest.VIEWER, temporary.resolve("plain"), 1_000)) {
            write(plain, 0, 500);
        }
        PrivateDirectory.remove(directory.resolve("journal"));
        PrivateDirectory.rename(temporary.resolve("plain/journal"), directory.resolve("journal"));
        assertThatThrownBy(this::counted).hasMessageContaining("replaced by another");
        counter.last = 0; // the owner wants it so
        try (AgentDb db = counted()) {
            assertThat(titles(db)).isEqualTo(500);
        }
        assertThat(counter.last).isPositive();
    }

    @Test
    void openCounted_crashBetweenWriteAndAdvance_ownerIsLetIn() {
        try (AgentDb db = counted()) {
            write(db, 0, 3);
            counter.failing = true;
            write(db, 3, 6);
        }
        long behind = counter.last;
        counter.failing = false;
        try (AgentDb db = counted()) {
            assertThat(titles(db)).isEqualTo(6);
            assertThat(counter.last).isGreaterThan(behind);
        }
    }

    private Path lastSegment() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            return files.sorted().toList().getLast();
        }
    }

    private void cutLastRecord() throws IOException {
        Path file = lastSegment();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int last = 20; // the header of a segment
        for (int at = last; at < bytes.limit(); at += 16 + bytes.getInt(at)) {
            last = at;
        }
        byte[] shorter = new byte[last];
        bytes.get(0, shorter);
        Files.write(file, shorter);
    }
}
