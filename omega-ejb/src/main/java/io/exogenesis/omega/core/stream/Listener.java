package io.exogenesis.omega.core.stream;

import io.exogenesis.omega.core.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One open event stream with a bounded queue. Who reads too slowly is let go; it comes back with the id of the last event it
 * saw and is told the rest.
 *
 * <p>Nobody waits for it: writing and closing may take as long as the reader does, so both are done on threads of its own, one at
 * a time, and everything else here only touches the queue.
 */
public final class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class.getName());

    /** More versions than rounds in an hour. */
    static final int MAX_QUEUED = 32;

    private final String owner;
    private final Runnable entitlement;
    private final EventSink sink;
    private final Executor threads;
    private final Deque<Function<EventSink, CompletionStage<?>>> queue = new ArrayDeque<>();
    private boolean sending;
    private volatile boolean ended;
    /** When the write began that its reader has not taken yet, by {@code System.nanoTime}; 0 for none. */
    private volatile long waitsSince;

    /**
     * @param owner whose stream it is
     * @param entitlement throws a {@link RefusedException} once its token has expired or its viewer was removed
     * @param sink its connection
     * @param threads for what may wait
     */
    public Listener(String owner, Runnable entitlement, EventSink sink, Executor threads) {
        this.owner = owner;
        this.entitlement = entitlement;
        this.sink = sink;
        this.threads = threads;
    }

    void tell(Announcement news) {
        enqueue(to -> to.send(news));
    }

    void tell(String event, String data) {
        enqueue(to -> to.send(event, data));
    }

    String owner() {
        return owner;
    }

    /** A comment, so that the answer's headers leave at once and not with the first event, which may be hours away. */
    void open() {
        enqueue(to -> to.comment("listening"));
    }

    /** Ends the stream if its token has ended. */
    void check() {
        try {
            entitlement.run();
        } catch (RefusedException e) {
            close();
        }
    }

    /** A comment, so that proxies keep the connection and a gone client is noticed; or the end, if the token has ended. */
    void heartbeat() {
        check();
        if (!closed()) {
            enqueue(to -> to.comment("still here"));
        }
    }

    boolean closed() {
        return ended || sink.isClosed();
    }

    /** Whether its reader has not taken what is being sent for so long. */
    boolean stalled(Duration time) {
        long since = waitsSince;
        return since != 0 && !ended && System.nanoTime() - since >= time.toNanos();
    }

    void close() {
        ended = true;
        synchronized (queue) {
            queue.clear();
        }
        later(() -> {
            try {
                sink.close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "A stream was gone before it was closed.", e);
            }
        });
    }

    private void enqueue(Function<EventSink, CompletionStage<?>> event) {
        boolean full;
        synchronized (queue) {
            full = queue.size() >= MAX_QUEUED;
            if (!full) {
                queue.add(event);
                if (sending) {
                    return;
                }
                sending = true;
            }
        }
        if (full) {
            close();
        } else {
            later(this::sendNext);
        }
    }

    private void later(Runnable work) {
        try {
            threads.execute(work);
        } catch (RuntimeException e) {
            // The Core is stopping, or the container has no thread: the stream ends, and its listener comes back.
            LOG.log(Level.FINE, "An event stream has no thread.", e);
            ended = true;
        }
    }

    private void sendNext() {
        Function<EventSink, CompletionStage<?>> event;
        synchronized (queue) {
            event = queue.poll();
            if (event == null || closed()) {
                sending = false;
                return;
            }
        }
        CompletionStage<?> sent;
        waitsSince = System.nanoTime() | 1; // never 0
        try {
            sent = event.apply(sink);
        } catch (IllegalStateException e) {
            close(); // closed by its reader a moment ago
            return;
        }
        var ignored = sent.whenComplete((done, failure) -> {
            waitsSince = 0;
            if (failure == null) {
                sendNext();
            } else {
                close();
            }
        });
    }
}
