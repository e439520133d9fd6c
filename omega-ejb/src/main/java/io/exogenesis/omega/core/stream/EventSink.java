package io.exogenesis.omega.core.stream;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * The connection of one listener, in the words of its transport. Each call but {@link #isClosed} may wait as long as the reader does; two
 * are never made at once, except for {@link #close}.
 */
public interface EventSink {
    /**
     * Sends what a round published, or where the bank is.
     *
     * @return completes when the connection has taken it; fails when its reader is gone
     * @throws IllegalStateException if it is closed
     */
    CompletionStage<?> send(Announcement news);

    /** Sends a named event; otherwise as {@link #send(Announcement)}. */
    CompletionStage<?> send(String event, String data);

    /** Sends what no reader is told, so that the connection is seen to live; otherwise as {@link #send(Announcement)}. */
    CompletionStage<?> comment(String text);

    /** Whether its reader, or {@link #close}, has ended it. */
    boolean isClosed();

    /** Ends it. Twice is harmless. */
    void close() throws IOException;
}
