package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.RefusedException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One open event stream with a bounded queue. Who reads too slowly is let go; it comes back with the id of the last event it
 * saw and is told the rest. Nobody waits for it.
 */
final class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class.getName());

    /** More versions than rounds in an hour. */
    static final int MAX_QUEUED = 32;

    private final String owner;
    private final Runnable entitlement;
    private final Sse sse;
    private final SseEventSink sink;
    private final Deque<OutboundSseEvent> queue = new ArrayDeque<>();
    private boolean sending;

    /**
     * @param owner whose stream it is
     * @param entitlement throws a {@link RefusedException} once its token has expired or its viewer was removed
     */
    Listener(String owner, Runnable entitlement, Sse sse, SseEventSink sink) {
        this.owner = owner;
        this.entitlement = entitlement;
        this.sse = sse;
        this.sink = sink;
    }

    void tell(Announcement news) {
        enqueue(sse.newEventBuilder()
                .name(Announcement.NAME)
                .id(Long.toString(news.id()))
                .data(String.class, news.data())
                .build());
    }

    String owner() {
        return owner;
    }

    /** A comment, so that the answer's headers leave at once and not with the first event, which may be hours away. */
    void open() {
        enqueue(sse.newEventBuilder().comment("listening").build());
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
            enqueue(sse.newEventBuilder().comment("still here").build());
        }
    }

    boolean closed() {
        return sink.isClosed();
    }

    void close() {
        try {
            sink.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "A stream was gone before it was closed.", e);
        }
    }

    private void enqueue(OutboundSseEvent event) {
        synchronized (queue) {
            if (queue.size() >= MAX_QUEUED) {
                queue.clear();
                close();
                return;
            }
            queue.add(event);
            if (sending) {
                return;
            }
            sending = true;
        }
        sendNext();
    }

    private void sendNext() {
        OutboundSseEvent event;
        synchronized (queue) {
            event = queue.poll();
            if (event == null || sink.isClosed()) {
                sending = false;
                return;
            }
        }
        CompletionStage<?> sent = sink.send(event);
        var ignored = sent.whenComplete((done, failure) -> {
            if (failure == null) {
                sendNext();
            } else {
                close();
            }
        });
    }
}
