package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Damage to the newest acknowledged bytes behind the journal's back. */
class TailTest {
    private static final JournalOptions WATCHED = JournalOptions.defaults().withWatchedBytes(4_096);
    private static final int RECORD = 100;
    private static final byte[] RUBBISH = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final PowerLossFileLayer disk = new PowerLossFileLayer();

    private void damage(int beforeTheEnd) throws IOException {
        try (FileLayer.File file = disk.open(Collections.max(disk.list()))) {
            file.write(file.size() - beforeTheEnd, ByteBuffer.wrap(RUBBISH));
        }
    }

    private static void append(Journal journal, int records) {
        for (int i = 0; i < records; i++) {
            byte[] record = new byte[RECORD];
            record[0] = (byte) i;
            record[RECORD - 1] = 1;
            journal.appendDurable(record);
        }
    }

    private static long records(Journal journal) {
        return JournalTest.positions(journal, 0).size();
    }

    /** Would catch a process that watches only what it wrote itself: a restart made all that was there before unwatched. */
    @Test
    void tailTrouble_recordsOfTheProcessBefore_areWatchedToo() throws IOException {
        try (Journal before = Journal.open(disk, WATCHED)) {
            append(before, 20);
        }
        try (Journal journal = Journal.open(disk, WATCHED)) {
            assertThat(journal.tailTrouble()).isEmpty();
            damage(5 * RECORD);

            assertThat(journal.tailTrouble().orElseThrow()).endsWith("its bytes are not those that were written");
            journal.mendTail();
            assertThat(journal.tailTrouble()).isEmpty();
            assertThat(records(journal)).isEqualTo(20);
        }
    }

    /** Would catch a look that says that all is well because something is being written. */
    @Test
    void tailTrouble_whileOthersAppend_isSeenAtEachLookUntilItIsMended() throws Exception {
        try (Journal journal =
                Journal.open(disk, WATCHED.withSegmentBytes(1 << 30).withWatchedBytes(1 << 20))) {
            append(journal, 10);
            damage(3 * RECORD);
            AtomicBoolean over = new AtomicBoolean();
            Thread appends = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    append(journal, 1);
                }
            });
            for (int look = 0; look < 200; look++) {
                assertThat(journal.tailTrouble()).as("look %d", look).isPresent();
            }
            journal.mendTail();
            assertThat(journal.tailTrouble()).isEmpty();
            over.set(true);
            appends.join();
            assertThat(records(journal)).isEqualTo(journal.stats().records());
        }
    }

    /** Would catch a journal that failed and was damaged, too: it could not be opened any more, or its newest batch was taken for torn. */
    @Test
    void mendTail_ofAJournalThatFailed_letsItBeOpenedAnewWithAllThatWasAcknowledged() throws IOException {
        for (int back : new int[] {20, 7 * RECORD}) {
            PowerLossFileLayer fails = new PowerLossFileLayer();
            try (Journal journal = Journal.open(fails, WATCHED)) {
                append(journal, 12);
                fails.failSyncs(true);
                assertThatThrownBy(() -> append(journal, 1)).isInstanceOf(JournalFailedException.class);
                fails.failSyncs(false);
                try (FileLayer.File file = fails.open(Collections.max(fails.list()))) {
                    long end = SegmentFormat.HEADER_BYTES + journal.end();
                    file.write(end - back, ByteBuffer.wrap(RUBBISH));
                }
                assertThat(journal.tailTrouble()).as("its failure tells").isEmpty();

                journal.mendTail();
                assertThat(journal.failure()).isPresent();
            }
            try (Journal again = Journal.open(fails, WATCHED)) {
                assertThat(records(again)).isEqualTo(12);
            }
        }
    }

    @Test
    void mendTail_ofAClosedJournal_throwsAndWritesNothing() throws IOException {
        Journal journal = Journal.open(disk, WATCHED);
        append(journal, 3);
        journal.close();
        damage(20);
        assertThatThrownBy(journal::mendTail).isInstanceOf(JournalFailedException.class);
        try (FileLayer.File file = disk.open(Collections.max(disk.list()))) {
            ByteBuffer last = ByteBuffer.allocate(10);
            file.read(file.size() - 20, last);
            assertThat(last.array()).containsExactly(RUBBISH);
        }
    }

    @Test
    void mendTail_moreIsCutOffThanIsWatched_changesNothing() throws IOException {
        try (Journal before = Journal.open(disk, WATCHED)) {
            append(before, 100);
        }
        try (Journal journal = Journal.open(disk, WATCHED);
                FileLayer.File file = disk.open(Collections.max(disk.list()))) {
            file.truncate(file.size() / 2);
            long cut = file.size();
            assertThat(journal.tailTrouble()).isPresent();
            assertThatThrownBy(journal::mendTail).isInstanceOf(JournalCorruptException.class);
            assertThat(file.size()).isEqualTo(cut);
        }
    }
}
