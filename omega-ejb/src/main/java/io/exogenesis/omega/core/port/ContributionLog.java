package io.exogenesis.omega.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The durable, ordered log of contributions. Positions are global and rise; an entry's position never changes.
 *
 * <p>Safe for concurrent use; concurrent appends share one sync of the disk.
 */
public interface ContributionLog extends AutoCloseable {
    /** Opens it and cuts a torn tail; before anything else. */
    void open();

    /** For good: nothing is appended or recovered afterwards. */
    @Override
    void close();

    /**
     * Appends the entries, in order and next to each other, and returns when they would survive a power loss.
     *
     * @throws LogUnavailableException if they may not have become durable (disk full); nothing before them is harmed. Some of
     *     them may turn up in a later {@link #replay}: a retry must be recognised by its sequence number
     * @return their positions
     */
    List<Long> append(List<LogEntry> entries);

    /** Calls {@code reader} for the durable entries at positions in [{@code from}, {@code to}), oldest first. */
    void replay(long from, long to, Reader reader);

    /** The position at which the segment begins that holds this position. */
    long segmentOf(long position);

    /**
     * Puts {@link LogEntry.Erased} in the place of contributions in one segment; no position changes. It reads and writes this
     * segment and no other, and nothing of it if there is none such. Appends and replays go on meanwhile. A crash leaves the
     * segment as it was or as it should be.
     *
     * @param segment as {@link #segmentOf} returned it; nothing happens if it was discarded
     * @return how many
     * @throws LogUnavailableException if the disk does not take it now
     */
    int erase(long segment, Predicate<LogEntry.Content> which);

    /** Bytes that this entry takes. */
    long bytes(LogEntry entry);

    /** Begins a new segment, so that {@link #discardBefore} of the position that is the end now erases all before it. */
    void seal();

    /** Position behind the newest durable entry. */
    long end();

    /** Deletes what lies before this position, as far as whole segments allow; all of it if the log was sealed there. */
    void discardBefore(long position);

    /**
     * Copies what holds the entries from {@code from} on, as if the log ended at {@code until}. Appends and erasures go on meanwhile;
     * nothing that is copied may be discarded.
     *
     * @throws LogUnavailableException if the disk does not give it now
     */
    void copy(long from, long until, Copies copies);

    /** Puts back one file of a copy, before {@link #open}; durable when it returns. */
    void restore(String file, InputStream content);

    /** Where copies go. */
    @FunctionalInterface
    interface Copies {
        /** A new file of this name; it is closed when it is written. */
        OutputStream open(String file) throws IOException;
    }

    /**
     * Tries to become writable again after {@link LogUnavailableException}; true if it is. Of one that is writable it mends the
     * newest entries on disk if they are damaged.
     */
    boolean recover();

    /**
     * What keeps it from taking entries, or how the newest entries on disk differ from what was acknowledged, in one sentence; empty
     * if all is well. Quick; changes nothing.
     */
    Optional<String> trouble();

    /** Whether appends are accepted. */
    boolean writable();

    /** One line for the health check: size, torn bytes recovered, or why it is not writable. */
    String describe();

    /** Takes one entry with its position. */
    @FunctionalInterface
    interface Reader {
        void entry(long position, LogEntry entry);
    }
}
