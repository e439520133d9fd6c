package io.exogenesis.omega.core.history;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The samples of the last hour and of the last day, in memory and in two files of {@code DATA/history}. A disk that takes nothing
 * harms nothing: samples stay in memory, and the files follow when it takes something again. Safe for concurrent use; about 400 KB in
 * memory and at most 700 KB on the disk.
 */
@Singleton
public class History {
    private static final System.Logger LOG = System.getLogger(History.class.getName());

    /** Between two samples of the last hour. */
    public static final Duration STEP = Duration.ofSeconds(10);
    /** Between two samples of the last day. */
    public static final Duration LONG_STEP = Duration.ofMinutes(1);

    /** An hour. */
    static final int HOUR = 360;
    /** A day. */
    static final int DAY = 1_440;

    private final Path directory;
    private final Kept hour;
    private final Kept day;
    /** Files that took or gave nothing the last time. */
    private final Set<SampleFile> failing = new HashSet<>();

    @Inject
    public History(CoreSettings settings) {
        this(settings.server().data().resolve("history"));
    }

    History(Path directory) {
        this.directory = directory;
        hour = new Kept(new Series(HOUR), new SampleFile(directory.resolve("ten-seconds.bin"), HOUR));
        day = new Kept(new Series(DAY), new SampleFile(directory.resolve("minutes.bin"), DAY));
    }

    private record Kept(Series series, SampleFile file) {}

    /** Reads what earlier processes left. What cannot be read is left out. */
    public synchronized void load() {
        for (Kept kept : List.of(hour, day)) {
            attempt(kept, () -> {
                PrivateFiles.directory(directory);
                kept.file.read().forEach(kept.series::add);
            });
        }
    }

    /** One more of the last hour. */
    synchronized void add(Sample sample) {
        keep(hour, sample);
    }

    /** One more of the last day. */
    synchronized void addMinute(Sample sample) {
        keep(day, sample);
    }

    private void keep(Kept where, Sample sample) {
        where.series.add(sample);
        attempt(where, () -> where.file.append(sample, where.series.all()));
    }

    /** Every ten seconds of the last hour, oldest first. */
    public synchronized List<Sample> hour() {
        return hour.series.all();
    }

    /** Every minute of the last day, oldest first. */
    public synchronized List<Sample> day() {
        return day.series.all();
    }

    /** Bytes that both files have at most. */
    long mostBytes() {
        return hour.file.mostBytes() + day.file.mostBytes();
    }

    /** The first failure of a file's row is a line in the log. */
    private void attempt(Kept what, OnDisk work) {
        try {
            work.run();
            failing.remove(what.file);
        } catch (IOException | RuntimeException e) {
            if (failing.add(what.file)) {
                LOG.log(Level.WARNING, "the history of figures stays in memory: {0}", e.toString());
            }
        }
    }

    @FunctionalInterface
    private interface OnDisk {
        void run() throws IOException;
    }
}
