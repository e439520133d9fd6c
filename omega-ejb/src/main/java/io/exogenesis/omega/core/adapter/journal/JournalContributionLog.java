package io.exogenesis.omega.core.adapter.journal;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogUnavailableException;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.JournalFailedException;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.JournalStats;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The contribution log in the journal of {@code DATA/journal}; records as in {@link LogEntryCodec}. */
@Singleton
public class JournalContributionLog implements ContributionLog {
    /** Some dozens of pushes, which a fault of a disk or of an operator's hand is likely to touch; compared in some microseconds. */
    private static final int WATCHED = 64 << 10;

    /**
     * A tenth of the time that a sync may take: at 1,667 syncs a second some eight share an fsync, which without it came each 1.4 ms and took
     * a fifth of the Core's processor time.
     */
    private static final Duration SYNC_GAP = Duration.ofMillis(5);

    private final Supplier<FileLayer> layer;
    private final JournalOptions options;
    private final CoreMetrics metrics;
    private volatile @Nullable Journal journal;
    private volatile boolean closed;

    @Inject
    public JournalContributionLog(CoreSettings settings, CoreMetrics metrics) {
        this(
                () -> FileLayer.directory(settings.server().data().resolve("journal")),
                JournalOptions.defaults().withSyncGap(SYNC_GAP),
                metrics);
    }

    public JournalContributionLog(Supplier<FileLayer> layer, JournalOptions options, CoreMetrics metrics) {
        this.layer = layer;
        this.options = options.withWatchedBytes(WATCHED);
        this.metrics = metrics;
    }

    @Override
    public void open() {
        journal = Journal.open(layer.get(), options);
    }

    @Override
    public List<Long> append(List<LogEntry> entries) {
        List<byte[]> records = entries.stream().map(LogEntryCodec::encode).toList();
        try {
            return journal().append(records).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalException failed) {
                throw unavailable(failed);
            }
            throw e;
        }
    }

    @Override
    public void replay(long from, long to, Reader reader) {
        journal().replay(from, (position, next, payload) -> {
            if (position < to) {
                reader.entry(position, LogEntryCodec.decode(payload));
            }
        });
    }

    @Override
    public long segmentOf(long position) {
        return journal().segmentOf(position);
    }

    @Override
    public synchronized int erase(long segment, Predicate<LogEntry.Content> which) {
        try {
            return journal().rewrite(segment, record -> withoutContent(record, which));
        } catch (JournalFailedException e) {
            throw unavailable(e);
        }
    }

    private static byte[] withoutContent(byte[] record, Predicate<LogEntry.Content> which) {
        return LogEntryCodec.hasContent(record)
                        && LogEntryCodec.decode(record) instanceof LogEntry.Content content
                        && which.test(content)
                ? LogEntryCodec.erased(content, record.length)
                : record;
    }

    @Override
    public long bytes(LogEntry entry) {
        return Journal.bytesOf(LogEntryCodec.encode(entry).length);
    }

    @Override
    public void seal() {
        try {
            journal().roll();
        } catch (JournalException e) {
            throw unavailable(e);
        }
    }

    @Override
    public long end() {
        return journal().end();
    }

    @Override
    public void discardBefore(long position) {
        journal().discardBefore(position);
    }

    @Override
    public void copy(long from, long until, Copies copies) {
        try {
            journal().copy(from, until, copies::open);
        } catch (JournalException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void restore(String file, InputStream content) {
        Journal.restore(layer.get(), file, content);
    }

    @Override
    public synchronized boolean recover() {
        if (closed) {
            return false;
        }
        try {
            Journal now = journal();
            if (writable() && now.tailTrouble().isEmpty()) {
                return true;
            }
            // Before it is opened anew, too: else what is damaged is taken for torn, or keeps it from being opened.
            now.mendTail();
            if (!writable()) {
                reopen(now);
            }
            metrics.count(Metric.JOURNAL_RECOVERIES, "", 1);
            return true;
        } catch (JournalException e) {
            System.getLogger(getClass().getName())
                    .log(System.Logger.Level.ERROR, "the contribution log cannot be mended: {0}", e.getMessage());
            return false;
        }
    }

    private void reopen(Journal failed) {
        try {
            failed.close();
        } catch (JournalException e) {
            // It had failed already; what it acknowledged is on disk.
            System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "closing a failed journal", e);
        }
        open();
    }

    @Override
    public Optional<String> trouble() {
        Journal now = journal;
        if (now == null || closed) {
            return Optional.empty();
        }
        return now.failure()
                .map(f -> "contributions cannot be stored: " + f.getMessage())
                .or(now::tailTrouble);
    }

    @Override
    public boolean writable() {
        Journal now = journal;
        return now != null && now.failure().isEmpty();
    }

    @Override
    public String describe() {
        Journal now = journal;
        if (now == null) {
            return "not open";
        }
        Optional<JournalFailedException> failure = now.failure();
        if (failure.isPresent()) {
            return String.valueOf(failure.get().getMessage());
        }
        JournalStats stats = now.stats();
        return stats.bytes() + " bytes in " + stats.segments() + " segments, " + stats.records()
                + " records since start, " + stats.tornBytesRecovered() + " torn bytes recovered";
    }

    @Override
    public synchronized void close() {
        closed = true;
        Journal now = journal;
        if (now != null) {
            now.close();
        }
    }

    private LogUnavailableException unavailable(JournalException failure) {
        metrics.count(Metric.JOURNAL_FAILURES, "", 1);
        return new LogUnavailableException(String.valueOf(failure.getMessage()), failure);
    }

    private Journal journal() {
        Journal now = journal;
        if (now == null) {
            throw new CoreException("the contribution log is not open yet");
        }
        return now;
    }
}
