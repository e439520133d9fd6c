package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Torn tails, damaged bytes and missing files: told apart, and never a silent loss. */
class DamageTest {
    private static final String FIRST = SegmentFormat.fileName(0);
    private static final int RECORD = SegmentFormat.RECORD_HEADER_BYTES + 10;

    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void open_aTornTail_isCutCountedAndLoggedOnce() throws Exception {
        PowerLossFileLayer disk = diskWith(5);
        long full = fileSize(disk, FIRST);
        try (FileLayer.File file = disk.open(FIRST)) {
            file.truncate(full - 3);
            file.sync();
        }
        try (Journal journal = open(disk)) {
            assertThat(JournalTest.positions(journal, 0)).hasSize(4);
            assertThat(journal.stats().tornBytesRecovered()).isEqualTo(RECORD - 3);
        }
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().getFirst()).contains("cut off 23 bytes", "nothing acknowledged is lost");
        assertThat(fileSize(disk, FIRST)).isEqualTo(full - RECORD);

        try (Journal journal = open(disk)) {
            assertThat(journal.stats().tornBytesRecovered()).isZero();
            assertThat(journal.appendDurable(new byte[4])).isEqualTo(4L * RECORD);
        }
        assertThat(log.lines()).hasSize(1);
    }

    // File systems extend a file before its data arrive: a tail of zeros or of rubbish.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void open_aTailOfZerosOrRubbish_isCut(boolean zeros) throws Exception {
        PowerLossFileLayer disk = diskWith(3);
        byte[] tail = new byte[5000];
        if (!zeros) {
            random(1).nextBytes(tail);
        }
        try (FileLayer.File file = disk.open(FIRST)) {
            file.write(file.size(), java.nio.ByteBuffer.wrap(tail));
        }
        try (Journal journal = open(disk)) {
            assertThat(JournalTest.positions(journal, 0)).hasSize(3);
            assertThat(journal.stats().tornBytesRecovered()).isEqualTo(5000);
        }
    }

    // Any single damaged byte of any record that was followed by another batch is found, at the record's offset.
    @Test
    void open_aDamagedByteInTheMiddle_namesFileAndOffsetAndChangesNothing() throws Exception {
        for (int offset = SegmentFormat.HEADER_BYTES; offset < SegmentFormat.HEADER_BYTES + 4 * RECORD; offset++) {
            PowerLossFileLayer disk = diskWith(5);
            long size = fileSize(disk, FIRST);
            disk.damage(FIRST, offset, 0x40);
            JournalCorruptException e = catchThrowableOfType(JournalCorruptException.class, () -> open(disk));
            assertThat(e).as("offset " + offset).isNotNull();
            assertThat(e.file()).isEqualTo(FIRST);
            assertThat(e.offset()).isEqualTo(offset - (offset - SegmentFormat.HEADER_BYTES) % RECORD);
            assertThat(e).hasMessageContaining(FIRST).hasMessageContaining("offset " + e.offset());
            assertThat(fileSize(disk, FIRST)).isEqualTo(size);
        }
    }

    // The limit of every log: damage in the very last batch looks like a torn write. It is counted, not silent.
    @Test
    void open_aDamagedByteInTheLastBatch_isCountedAsTorn() {
        PowerLossFileLayer disk = diskWith(5);
        disk.damage(FIRST, SegmentFormat.HEADER_BYTES + 4 * RECORD + 20, 1);
        try (Journal journal = open(disk)) {
            assertThat(JournalTest.positions(journal, 0)).hasSize(4);
            assertThat(journal.stats().tornBytesRecovered()).isEqualTo(RECORD);
        }
    }

    @Test
    void replay_aDamagedByteInAnOlderSegment_namesFileAndOffset() {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (Journal journal = open(disk)) {
            JournalTest.payloads(3, 10).forEach(journal::appendDurable);
            journal.roll();
            journal.appendDurable(new byte[10]);
        }
        disk.damage(FIRST, SegmentFormat.HEADER_BYTES + RECORD + 18, 1);
        try (Journal journal = open(disk)) {
            List<Long> found = new ArrayList<>();
            JournalCorruptException e = catchThrowableOfType(
                    JournalCorruptException.class, () -> journal.replay(0, (p, n, b) -> found.add(p)));
            assertThat(e.file()).isEqualTo(FIRST);
            assertThat(e.offset()).isEqualTo(SegmentFormat.HEADER_BYTES + RECORD);
            assertThat(found).hasSize(1);
            assertThat(JournalTest.positions(journal, 3L * RECORD)).hasSize(1);
        }
    }

    @Test
    void open_aDamagedHeader_isCorruption() {
        PowerLossFileLayer disk = diskWith(2);
        disk.damage(FIRST, 7, 1); // the version
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("not the header");
    }

    @Test
    void open_aMissingSegment_isCorruption() throws Exception {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (Journal journal = Journal.open(disk, JournalOptions.defaults().withSegmentBytes(1))) {
            JournalTest.payloads(4, 10).forEach(journal::appendDurable);
        }
        disk.delete(SegmentFormat.fileName(2L * RECORD));
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("ends at position 52, but the next segment begins at 78");
    }

    // Power went off between creating a segment and its header: it held nothing, its predecessor goes on.
    @Test
    void open_aSegmentWithoutHeader_isDropped() throws Exception {
        PowerLossFileLayer disk = diskWith(2);
        disk.create(SegmentFormat.fileName(2L * RECORD)).write(0, java.nio.ByteBuffer.allocate(12));
        try (Journal journal = open(disk)) {
            assertThat(journal.stats().tornBytesRecovered()).isEqualTo(12);
            assertThat(journal.appendDurable(new byte[1])).isEqualTo(2L * RECORD);
            assertThat(journal.stats().segments()).isEqualTo(1);
        }
    }

    // A payload may hold a journal (an export, say). Its records are not ours.
    @Test
    void open_aTornRecordThatContainsAJournal_isTornNotCorrupt() throws Exception {
        PowerLossFileLayer inner = diskWith(3);
        byte[] bytes = new byte[(int) fileSize(inner, FIRST)];
        try (FileLayer.File file = inner.open(FIRST)) {
            file.read(0, java.nio.ByteBuffer.wrap(bytes));
        }
        PowerLossFileLayer disk = diskWith(1);
        try (Journal journal = open(disk)) {
            journal.appendDurable(bytes);
        }
        disk.damage(FIRST, SegmentFormat.HEADER_BYTES + RECORD, 1);
        try (Journal journal = open(disk)) {
            assertThat(JournalTest.positions(journal, 0)).hasSize(1);
        }
    }

    private static PowerLossFileLayer diskWith(int records) {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (Journal journal = open(disk)) {
            JournalTest.payloads(records, 10).forEach(journal::appendDurable);
        }
        return disk;
    }

    private static Journal open(PowerLossFileLayer disk) {
        return Journal.open(disk, JournalOptions.defaults());
    }

    private static long fileSize(PowerLossFileLayer disk, String name) throws Exception {
        try (FileLayer.File file = disk.open(name)) {
            return file.size();
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
