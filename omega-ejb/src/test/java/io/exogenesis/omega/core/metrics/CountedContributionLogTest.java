package io.exogenesis.omega.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.adapter.journal.JournalContributionLog;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogUnavailableException;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CountedContributionLogTest {
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final PowerLossFileLayer disk = new PowerLossFileLayer();
    private final ContributionLog log =
            new Completed(new JournalContributionLog(() -> disk, JournalOptions.defaults()), metrics);

    /** Would catch a journal that fails and comes back unseen between two looks at readiness. */
    @Test
    void append_failsAndRecovers_bothAreCounted() {
        log.open();
        log.append(List.of(entry(1)));
        assertThat(metrics.count(Metric.JOURNAL_FAILURES)).isZero();

        disk.capacity(disk.used());
        assertThatThrownBy(() -> log.append(List.of(entry(2)))).isInstanceOf(LogUnavailableException.class);
        assertThat(metrics.count(Metric.JOURNAL_FAILURES)).isEqualTo(1);
        assertThat(metrics.count(Metric.JOURNAL_RECOVERIES)).isZero();

        disk.capacity(Long.MAX_VALUE);
        assertThat(log.recover()).isTrue();
        assertThat(log.recover()).as("it works already").isTrue();
        assertThat(metrics.count(Metric.JOURNAL_RECOVERIES)).isEqualTo(1);
    }

    private static LogEntry entry(long seq) {
        return new LogEntry.Received(new ViewerId("v"), Instant.ofEpochMilli(seq), Samples.pattern(seq));
    }

    /** The container hands the other methods to the log itself. */
    private static final class Completed extends CountedContributionLog {
        private final ContributionLog log;

        Completed(ContributionLog log, CoreMetrics metrics) {
            super(log, metrics);
            this.log = log;
        }

        @Override
        public void open() {
            log.open();
        }

        @Override
        public void close() {
            log.close();
        }

        @Override
        public void replay(long from, long to, Reader reader) {
            log.replay(from, to, reader);
        }

        @Override
        public void seal() {
            log.seal();
        }

        @Override
        public long segmentOf(long position) {
            return log.segmentOf(position);
        }

        @Override
        public int erase(long segment, Predicate<LogEntry.Received> which) {
            return log.erase(segment, which);
        }

        @Override
        public long end() {
            return log.end();
        }

        @Override
        public void discardBefore(long position) {
            log.discardBefore(position);
        }

        @Override
        public boolean writable() {
            return log.writable();
        }

        @Override
        public String describe() {
            return log.describe();
        }
    }
}
