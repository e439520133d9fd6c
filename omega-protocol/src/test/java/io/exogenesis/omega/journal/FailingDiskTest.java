package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Disk full, failing fsync, too much at once: typed, and nothing acknowledged is lost. */
class FailingDiskTest {
    private final PowerLossFileLayer disk = new PowerLossFileLayer();
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void append_onAFullDisk_failsTypedAndKeepsWhatWasAcknowledged() {
        disk.capacity(1000);
        List<Long> acknowledged = new ArrayList<>();
        Journal journal = open(disk);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        acknowledged.add(journal.appendDurable(new byte[30]));
                    }
                })
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("what it acknowledged is safe");
        assertThat(acknowledged).hasSizeBetween(15, 30);
        assertThat(journal.failure()).isPresent();
        assertThat(JournalTest.positions(journal, 0)).isEqualTo(acknowledged);
        assertThatThrownBy(() -> journal.appendDurable(new byte[1])).isInstanceOf(JournalFailedException.class);
        journal.close();

        // still full: it opens, reads and refuses
        Journal full = open(disk);
        assertThat(JournalTest.positions(full, 0)).isEqualTo(acknowledged);
        assertThatThrownBy(() -> full.appendDurable(new byte[60])).hasMessageContaining("No space left");
        full.close();

        disk.capacity(Long.MAX_VALUE);
        try (Journal again = open(disk)) {
            acknowledged.add(again.appendDurable(new byte[30]));
            assertThat(JournalTest.positions(again, 0)).isEqualTo(acknowledged);
        }
        assertThat(JournalTest.positions(open(disk.crash(new SplittableRandom(1))), 0))
                .isEqualTo(acknowledged);
    }

    @Test
    void open_onAFullDisk_failsTypedAndWorksOnceThereIsRoom() {
        disk.capacity(10);
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("No space left");
        disk.capacity(Long.MAX_VALUE);
        try (Journal journal = open(disk)) {
            assertThat(journal.appendDurable(new byte[1])).isZero();
        }
    }

    // After a failed fsync the kernel calls the pages clean. If opening anew trusted them, a record could be taken for
    // durable that is not on the disk.
    @Test
    void open_afterAFailedFsync_makesWhatItFindsDurable() {
        Journal journal = open(disk);
        journal.appendDurable(new byte[5]);
        disk.failSyncs(true);
        assertThatThrownBy(() -> journal.appendDurable(new byte[6]))
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("Input/output error");
        disk.failSyncs(false);
        journal.close();

        List<Long> found = JournalTest.positions(open(disk), 0);
        assertThat(found).hasSize(2); // not acknowledged, but there
        for (int seed = 0; seed < 20; seed++) {
            PowerLossFileLayer after = disk.kill().crash(new SplittableRandom(seed));
            assertThat(JournalTest.positions(open(after), 0)).isEqualTo(found);
        }
    }

    // The same of a segment that could not be begun: the simulation's seed 672 lost its header, and all behind it.
    @Test
    void open_afterAFailedFsyncOfANewSegment_makesItsHeaderDurable() {
        Journal journal = open(disk);
        journal.appendDurable(new byte[5]);
        disk.failSyncs(true);
        assertThatThrownBy(journal::roll).isInstanceOf(JournalFailedException.class);
        disk.failSyncs(false);
        journal.close();

        Journal reopened = open(disk);
        reopened.appendDurable(new byte[6]);
        List<Long> acknowledged = JournalTest.positions(reopened, 0);
        assertThat(acknowledged).hasSize(2);
        for (int seed = 0; seed < 20; seed++) {
            PowerLossFileLayer after = disk.kill().crash(new SplittableRandom(seed));
            assertThat(JournalTest.positions(open(after), 0)).isEqualTo(acknowledged);
        }
    }

    @Test
    void append_whileTooMuchWaits_isRefusedTypedAndLaterTaken() throws Exception {
        CountDownLatch diskAnswers = new CountDownLatch(1);
        FileLayer slow = new SlowFileLayer(disk, diskAnswers);
        try (Journal journal = Journal.open(
                slow, JournalOptions.defaults().withMaxRecordBytes(100).withMaxPendingBytes(1000))) {
            List<CompletableFuture<Long>> taken = new ArrayList<>();
            CompletableFuture<Long> last;
            do {
                last = journal.append(new byte[100]);
                taken.add(last);
            } while (!last.isCompletedExceptionally() && taken.size() < 100);
            assertThat(taken).hasSizeLessThan(30);
            assertThatThrownBy(taken.removeLast()::join).hasCauseInstanceOf(JournalOverloadedException.class);
            diskAnswers.countDown();
            taken.forEach(CompletableFuture::join);
            assertThat(journal.appendDurable(new byte[100])).isEqualTo(taken.size() * 116L);
        }
    }

    private static Journal open(FileLayer layer) {
        return Journal.open(layer, JournalOptions.defaults());
    }

    /** A disk on which writes of records wait for a latch. */
    private record SlowFileLayer(FileLayer disk, CountDownLatch answers) implements FileLayer {
        @Override
        public List<String> list() throws java.io.IOException {
            return disk.list();
        }

        @Override
        public File create(String name) throws java.io.IOException {
            return disk.create(name);
        }

        @Override
        public File open(String name) throws java.io.IOException {
            File file = disk.open(name);
            return new File() {
                @Override
                public void write(long position, java.nio.ByteBuffer bytes) throws java.io.IOException {
                    try {
                        if (position > 0) { // opening writes the header again
                            answers.await();
                        }
                    } catch (InterruptedException e) {
                        throw new java.io.IOException(e);
                    }
                    file.write(position, bytes);
                }

                @Override
                public int read(long position, java.nio.ByteBuffer bytes) throws java.io.IOException {
                    return file.read(position, bytes);
                }

                @Override
                public long size() throws java.io.IOException {
                    return file.size();
                }

                @Override
                public void truncate(long size) throws java.io.IOException {
                    file.truncate(size);
                }

                @Override
                public void sync() throws java.io.IOException {
                    file.sync();
                }

                @Override
                public void close() throws java.io.IOException {
                    file.close();
                }
            };
        }

        @Override
        public void replace(String name, String by) throws java.io.IOException {
            disk.replace(name, by);
        }

        @Override
        public void delete(String name) throws java.io.IOException {
            disk.delete(name);
        }

        @Override
        public void syncDirectory() throws java.io.IOException {
            disk.syncDirectory();
        }

        @Override
        public String location() {
            return "slow";
        }
    }
}
