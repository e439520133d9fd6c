package io.exogenesis.omega.core.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogUnavailableException;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ViewerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalContributionLogTest {
    @TempDir
    Path directory;

    private static LogEntry entry(long seq) {
        return new LogEntry.Received(new ViewerId("v"), Instant.ofEpochMilli(seq), Samples.pattern(seq));
    }

    private JournalContributionLog open() {
        JournalContributionLog log = new JournalContributionLog(
                () -> FileLayer.directory(directory), JournalOptions.defaults(), CoreMetrics.NONE);
        log.open();
        return log;
    }

    private static List<LogEntry> read(JournalContributionLog log, long from, long to) {
        List<LogEntry> entries = new ArrayList<>();
        log.replay(from, to, (position, e) -> entries.add(e));
        return entries;
    }

    @Test
    void replay_afterReopening_isWhatWasAppended_withinTheBorders() {
        try (JournalContributionLog log = open()) {
            log.append(List.of(entry(1), entry(2)));
            long border = log.end();
            log.append(List.of(entry(3)));
            assertThat(read(log, 0, border)).containsExactly(entry(1), entry(2));
            assertThat(read(log, border, log.end())).containsExactly(entry(3));
        }
        try (JournalContributionLog log = open()) {
            assertThat(read(log, 0, log.end())).containsExactly(entry(1), entry(2), entry(3));
        }
    }

    // The journal that was opened again did not know of the segment that was being replaced under the former one.
    @Test
    void recover_whileASegmentIsRewritten_waitsForIt() throws InterruptedException {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (JournalContributionLog log =
                new JournalContributionLog(() -> disk, JournalOptions.defaults(), CoreMetrics.NONE)) {
            log.open();
            log.append(List.of(entry(1)));
            log.seal();
            log.append(List.of(entry(2)));
            disk.failSyncs(true);
            assertThatThrownBy(() -> log.append(List.of(entry(3)))).isInstanceOf(LogUnavailableException.class);
            disk.failSyncs(false);

            Thread recovering = new Thread(log::recover, "recovering");
            boolean[] waited = {false};
            assertThat(log.erase(log.segmentOf(0), entry -> {
                        if (recovering.getState() == Thread.State.NEW) {
                            recovering.start();
                            Awaitility.await()
                                    .until(() ->
                                            recovering.getState() == Thread.State.BLOCKED || !recovering.isAlive());
                            waited[0] = recovering.isAlive();
                        }
                        return true;
                    }))
                    .isEqualTo(1);
            recovering.join();
            assertThat(waited[0]).isTrue();
            assertThat(log.writable()).isTrue();
            assertThat(read(log, 0, log.end()))
                    .startsWith(new LogEntry.Erased(new ViewerId("v"), LogEntry.Kind.PATTERN, 1), entry(2));
        }
    }

    @Test
    void discardBefore_aSeal_erasesAllBeforeIt() {
        try (JournalContributionLog log = open()) {
            log.append(List.of(entry(1)));
            log.seal();
            long border = log.end();
            log.append(List.of(entry(2)));
            log.discardBefore(border);
            assertThat(read(log, border, log.end())).containsExactly(entry(2));
            assertThat(directory.toFile().list()).hasSize(1);
        }
    }

    // What is erased keeps its place and its number, and nothing of its content.
    @Test
    void erase_putsANoteInThePlaceOfAContribution_andLeavesTheOthers() {
        LogEntry sample =
                new LogEntry.Received(new ViewerId("v"), Instant.ofEpochMilli(2), Samples.sample(2, List.of("s")));
        try (JournalContributionLog log = open()) {
            List<Long> positions = log.append(List.of(entry(1), sample, entry(3)));
            long end = log.end();
            long segment = log.segmentOf(positions.get(1));
            assertThat(log.erase(segment, r -> r.contribution().seq() < 3)).isEqualTo(2);
            assertThat(log.erase(segment, r -> r.contribution().seq() < 3)).isZero();
            assertThat(log.end()).isEqualTo(end);
        }
        try (JournalContributionLog log = open()) {
            assertThat(read(log, 0, log.end()))
                    .containsExactly(
                            new LogEntry.Erased(new ViewerId("v"), LogEntry.Kind.PATTERN, 1),
                            new LogEntry.Erased(new ViewerId("v"), LogEntry.Kind.SAMPLE, 2),
                            entry(3));
        }
    }

    // A number of its own would be taken for one of the epoch's samples by the books.
    @Test
    void erase_ofWhatStands_leavesANoteWithoutItsNumber_andBytesAreThoseOfTheLog() {
        LogEntry standing = Samples.standing(new ViewerId("v"), 2, Samples.sample(7, List.of("secret")));
        try (JournalContributionLog log = open()) {
            List<Long> positions = log.append(List.of(standing, entry(8)));
            assertThat(log.bytes(standing)).isEqualTo(positions.get(1) - positions.get(0));
            assertThat(read(log, 0, log.end())).containsExactly(standing, entry(8));
            assertThat(log.erase(log.segmentOf(0), c -> c.kind() == LogEntry.Kind.SAMPLE && c.seq() == 7))
                    .isEqualTo(1);
            assertThat(read(log, 0, log.end()))
                    .containsExactly(new LogEntry.Erased(new ViewerId("v"), LogEntry.Kind.SAMPLE, 0), entry(8));
        }
    }

    @Test
    void append_onAFullDisk_isUnavailable_untilItRecovers() {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        RecordingMetrics metrics = new RecordingMetrics();
        JournalContributionLog log = new JournalContributionLog(() -> disk, JournalOptions.defaults(), metrics);
        assertThatThrownBy(log::end).isInstanceOf(CoreException.class);
        log.open();
        log.append(List.of(entry(1)));
        disk.capacity(disk.used());
        assertThatThrownBy(() -> log.append(List.of(entry(2)))).isInstanceOf(LogUnavailableException.class);
        assertThat(log.writable()).isFalse();
        assertThat(log.describe()).isNotBlank();
        assertThat(read(log, 0, log.end())).containsExactly(entry(1));
        disk.capacity(Long.MAX_VALUE);
        // a journal that fails and comes back between two looks at readiness would go unseen
        assertThat(metrics.count(Metric.JOURNAL_FAILURES)).isEqualTo(1);
        assertThat(log.recover()).isTrue();
        assertThat(log.recover()).as("it works already").isTrue();
        assertThat(metrics.count(Metric.JOURNAL_RECOVERIES)).isEqualTo(1);
        log.append(List.of(entry(3)));
        assertThat(read(log, 0, log.end())).contains(entry(1), entry(3));
        log.close();
        // a closed log stays closed: the next Core may hold the directory by now
        assertThat(log.recover()).isFalse();
    }
}
