package io.exogenesis.omega.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a disk that works. */
class JournalTest {
    private static final JournalOptions SMALL = JournalOptions.defaults().withSegmentBytes(200);

    private final PowerLossFileLayer disk = new PowerLossFileLayer();

    @Test
    void replay_afterReopenOnARealDirectory_givesAllRecordsAtTheirPositions(@TempDir Path dir) {
        List<Long> positions = new ArrayList<>();
        try (Journal journal = Journal.open(FileLayer.directory(dir.resolve("a/b")), SMALL)) {
            for (int i = 0; i < 100; i++) {
                positions.add(journal.appendDurable(("record " + i).getBytes(UTF_8)));
            }
            assertThat(journal.stats().segments()).isGreaterThan(5);
        }
        try (Journal journal = Journal.open(FileLayer.directory(dir.resolve("a/b")), SMALL)) {
            List<Long> found = new ArrayList<>();
            List<Long> nexts = new ArrayList<>();
            journal.replay(0, (position, next, payload) -> {
                assertThat(new String(payload, UTF_8)).isEqualTo("record " + found.size());
                found.add(position);
                nexts.add(next);
            });
            assertThat(found).isEqualTo(positions);
            assertThat(nexts.subList(0, 99)).isEqualTo(positions.subList(1, 100));
            assertThat(nexts.getLast()).isEqualTo(journal.end());
            assertThat(journal.stats().tornBytesRecovered()).isZero();
        }
    }

    @Test
    void replay_fromAPosition_beginsWithThatRecord() {
        try (Journal journal = Journal.open(disk, SMALL)) {
            List<Long> positions = journal.append(payloads(50, 30)).join();
            for (int i = 0; i < 50; i++) {
                assertThat(positions(journal, positions.get(i))).isEqualTo(positions.subList(i, 50));
            }
            assertThat(positions(journal, journal.end())).isEmpty();
        }
    }

    // A Core whose database had consumed more than the journal holds has lost records: it must not go on silently.
    @Test
    void replay_fromBeyondTheEnd_isCorruption() {
        try (Journal journal = Journal.open(disk, SMALL)) {
            journal.appendDurable(new byte[10]);
            assertThatThrownBy(() -> journal.replay(journal.end() + 1, (a, b, c) -> {}))
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("ends at position 26");
        }
    }

    @Test
    void append_manyAtOnce_sharesFsyncs() {
        try (Journal journal = Journal.open(disk, JournalOptions.defaults())) {
            List<CompletableFuture<Long>> futures = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                futures.add(journal.append(ByteBuffer.allocate(8).putInt(i).array()));
            }
            futures.forEach(CompletableFuture::join);
            assertThat(journal.stats().records()).isEqualTo(10_000);
            assertThat(journal.stats().commits()).isLessThan(5_000);
            assertThat(positions(journal, 0))
                    .isEqualTo(futures.stream().map(CompletableFuture::join).toList());
        }
    }

    @Test
    void discardBefore_aPosition_keepsItAndAllLater() {
        try (Journal journal = Journal.open(disk, SMALL)) {
            List<Long> positions = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                positions.add(journal.appendDurable(new byte[30]));
            }
            long before = disk.used();
            journal.discardBefore(positions.get(25));
            assertThat(positions(journal, positions.get(25))).isEqualTo(positions.subList(25, 50));
            assertThat(journal.start()).isGreaterThan(0).isLessThanOrEqualTo(positions.get(25));
            assertThat(disk.used()).isLessThan(before);
            assertThat(positions(journal, 0).getFirst()).isEqualTo(journal.start());
        }
    }

    // A copy that ends in the middle of what came since, at any record, and begins behind what was discarded.
    @Test
    void copy_opensAsTheJournalWasThen() {
        try (Journal journal = Journal.open(disk, SMALL)) {
            List<Long> positions = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                positions.add(journal.appendDurable(("record " + i).getBytes(UTF_8)));
            }
            journal.discardBefore(positions.get(12));
            for (int until = 20; until < 40; until++) {
                PowerLossFileLayer other = new PowerLossFileLayer();
                journal.copy(positions.get(15), positions.get(until), name -> new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        Journal.restore(other, name, new ByteArrayInputStream(toByteArray()));
                    }
                });
                try (Journal copy = Journal.open(other, SMALL)) {
                    assertThat(copy.end()).isEqualTo(positions.get(until));
                    assertThat(copy.stats().tornBytesRecovered()).isZero();
                    assertThat(positions(copy, positions.get(15))).isEqualTo(positions.subList(15, until));
                    assertThat(copy.appendDurable(new byte[3])).isEqualTo(positions.get(until));
                }
            }
        }
    }

    // The Core erases raw contributions at the end of an epoch: none of their bytes may stay in a file.
    @Test
    void discardBefore_theEnd_leavesNoRecordOnDisk() {
        try (Journal journal = Journal.open(disk, JournalOptions.defaults())) {
            journal.append(payloads(20, 100)).join();
            long end = journal.end();
            journal.discardBefore(end);
            assertThat(disk.used()).isEqualTo(SegmentFormat.HEADER_BYTES);
            assertThat(journal.start()).isEqualTo(end);
            assertThat(journal.appendDurable(new byte[1])).isEqualTo(end);
        }
    }

    @Test
    void append_emptyOrTooLong_isRefusedAtOnce() {
        try (Journal journal = Journal.open(disk, JournalOptions.defaults().withMaxRecordBytes(100))) {
            assertThatThrownBy(() -> journal.append(new byte[0])).hasMessageContaining("1 to 100 bytes, not 0");
            assertThatThrownBy(() -> journal.append(new byte[101])).hasMessageContaining("1 to 100 bytes, not 101");
            assertThat(journal.appendDurable(new byte[100])).isZero();
        }
    }

    @Test
    void append_afterClose_failsTypedAndReplayStillWorks() {
        Journal journal = Journal.open(disk, SMALL);
        journal.appendDurable(new byte[7]);
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.appendDurable(new byte[7]))
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("closed");
        assertThat(positions(journal, 0)).hasSize(1);
    }

    // A future's callback that appends and waits would deadlock if it ran on the writer.
    @Test
    void append_waitingInACallback_doesNotDeadlock() {
        try (Journal journal = Journal.open(disk, SMALL)) {
            assertThat(journal.append(new byte[5])
                            .thenApply(p -> journal.appendDurable(new byte[6]))
                            .join())
                    .isEqualTo(21);
        }
    }

    @Test
    void open_withOtherFilesInTheDirectory_ignoresThem(@TempDir Path dir) throws Exception {
        java.nio.file.Files.writeString(dir.resolve("checkpoint-7"), "x");
        java.nio.file.Files.writeString(dir.resolve("00000000000000000001.journal.bak"), "x");
        try (Journal journal = Journal.open(FileLayer.directory(dir), SMALL)) {
            assertThat(journal.appendDurable(new byte[1])).isZero();
        }
    }

    static List<byte[]> payloads(int n, int bytes) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            byte[] payload = new byte[bytes];
            java.util.Arrays.fill(payload, (byte) i);
            all.add(payload);
        }
        return all;
    }

    static List<Long> positions(Journal journal, long from) {
        List<Long> found = new ArrayList<>();
        journal.replay(from, (position, next, payload) -> found.add(position));
        return found;
    }
}
