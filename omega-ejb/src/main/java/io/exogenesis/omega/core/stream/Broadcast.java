package io.exogenesis.omega.core.stream;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells named events to a bounded number of listeners. Telling only enqueues: who reads too slowly is let go. Nothing is remembered
 * for who comes later. Safe for concurrent use.
 */
public final class Broadcast {
    private static final Duration LATER = Duration.ofSeconds(20);

    private final int most;
    private final List<Listener> listeners = new ArrayList<>();

    /** @param most listeners at once */
    public Broadcast(int most) {
        this.most = most;
    }

    /**
     * Lets a listener in.
     *
     * @throws RefusedException {@code RATE_LIMITED} if there are too many
     */
    public void join(Listener listener) {
        synchronized (listeners) {
            listeners.removeIf(Listener::closed);
            if (listeners.size() >= most) {
                throw new RefusedException(
                        Refusal.Code.RATE_LIMITED, "there are " + most + " listeners already: ask instead", LATER);
            }
            listener.open();
            listeners.add(listener);
        }
    }

    /** To all, in the order of the calls. */
    public void tell(String event, String data) {
        for (Listener listener : all()) {
            listener.tell(event, data);
        }
    }

    /** Ends the streams of those who may not listen any more, and forgets those who are gone. */
    public void check() {
        all().forEach(Listener::check);
        synchronized (listeners) {
            listeners.removeIf(Listener::closed);
        }
    }

    /** Whether nobody listens. */
    public boolean isEmpty() {
        synchronized (listeners) {
            return listeners.isEmpty();
        }
    }

    int size() {
        synchronized (listeners) {
            return listeners.size();
        }
    }

    /** Ends all streams. */
    public void close() {
        all().forEach(Listener::close);
    }

    private List<Listener> all() {
        synchronized (listeners) {
            return List.copyOf(listeners);
        }
    }
}
