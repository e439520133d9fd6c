package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Warm QUIC connections of this process. Agents of one process may share them: each exchange is a stream of its own that
 * authenticates itself, so a connection belongs to nobody. Thread-safe.
 */
public final class QuicConnections implements AutoCloseable {
    /** So many exchanges in a row without an answer, and a connection that calls itself open is given up. */
    static final int SILENT_LIMIT = 3;

    private final Supplier<QuicDialer> dialer;
    private final int shared;
    private final AtomicInteger privateSlots = new AtomicInteger();
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();
    private final ReentrantLock starting = new ReentrantLock();
    private @Nullable QuicDialer started;
    private boolean closed;

    private record Key(String host, int port, Pin pin, int slot) {}

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private final AtomicInteger silent = new AtomicInteger();
        private @Nullable QuicConnection connection;
        /** The dial under way: one for all who wait. */
        private @Nullable CompletableFuture<QuicConnection> dialling;
    }

    /**
     * @param dialer makes the dialer when the first connection is needed
     * @param shared connections an endpoint that the agents share; 0: one for each agent
     */
    public QuicConnections(Supplier<QuicDialer> dialer, int shared) {
        this.dialer = dialer;
        this.shared = shared;
    }

    /** Whether each agent has a connection of its own. */
    boolean ofItsOwn() {
        return shared == 0;
    }

    /** The slot that an agent uses, by any number of its own. */
    public int slotFor(int agent) {
        return shared > 0 ? Math.floorMod(agent, shared) : privateSlots.incrementAndGet();
    }

    /**
     * Exchanges frames on the warm connection of a slot, opening it if need be.
     *
     * @param early the frames may arrive twice, so that they may leave before the handshake is done
     */
    public List<byte[]> exchange(
            URI endpoint, Pin pin, int slot, List<byte[]> bodies, boolean early, Duration timeout) {
        Slot place =
                slots.computeIfAbsent(new Key(endpoint.getHost(), endpoint.getPort(), pin, slot), key -> new Slot());
        QuicConnection connection = connected(place, endpoint, pin, early, timeout);
        try {
            List<byte[]> answers = connection.exchange(bodies, timeout);
            place.silent.set(0);
            return answers;
        } catch (QuicException e) {
            if (!connection.open() || place.silent.incrementAndGet() >= SILENT_LIMIT) {
                giveUp(place, connection);
            }
            throw e;
        }
    }

    /** Closes the connection of a slot that only one agent uses. */
    public void release(URI endpoint, Pin pin, int slot) {
        if (shared > 0) {
            return;
        }
        Slot place = slots.remove(new Key(endpoint.getHost(), endpoint.getPort(), pin, slot));
        if (place != null) {
            close(place);
        }
    }

    private QuicConnection connected(Slot place, URI endpoint, Pin pin, boolean early, Duration timeout) {
        CompletableFuture<QuicConnection> mine = new CompletableFuture<>();
        CompletableFuture<QuicConnection> running;
        place.lock.lock();
        try {
            QuicConnection connection = place.connection;
            if (connection != null && connection.open()) {
                return connection;
            }
            running = place.dialling;
            if (running == null) {
                close(place);
                place.dialling = mine;
            }
        } finally {
            place.lock.unlock();
        }
        return running == null ? dial(place, mine, endpoint, pin, early, timeout) : awaited(running);
    }

    private QuicConnection dial(
            Slot place,
            CompletableFuture<QuicConnection> dial,
            URI endpoint,
            Pin pin,
            boolean early,
            Duration timeout) {
        try {
            InetSocketAddress to = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
            QuicConnection connection =
                    early ? dialer().connectEarly(to, pin, timeout) : dialer().connect(to, pin, timeout);
            dialled(place, connection);
            dial.complete(connection);
            return connection;
        } catch (RuntimeException | Error e) {
            dialled(place, null);
            dial.completeExceptionally(e);
            throw e;
        }
    }

    private static void dialled(Slot place, @Nullable QuicConnection connection) {
        place.lock.lock();
        try {
            place.connection = connection;
            place.silent.set(0);
            place.dialling = null;
        } finally {
            place.lock.unlock();
        }
    }

    /** The outcome of a dial that another agent began: all who wait for a Core that is away hear of it at once. */
    private static QuicConnection awaited(CompletableFuture<QuicConnection> dial) {
        try {
            return dial.get(); // its own time bounds it
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QuicException known) {
                throw new QuicException(known.kind(), known.getMessage(), known);
            }
            throw new QuicException(QuicException.Kind.CONNECT_FAILED, "the dial failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while waiting for a connection", e);
        }
    }

    private QuicDialer dialer() {
        starting.lock();
        try {
            if (closed) {
                throw new QuicException(QuicException.Kind.CLOSED, "the shared models are closed");
            }
            QuicDialer made = started;
            if (made == null) {
                made = dialer.get();
                started = made;
            }
            return made;
        } finally {
            starting.unlock();
        }
    }

    private static void giveUp(Slot place, QuicConnection connection) {
        place.lock.lock();
        try {
            if (place.connection == connection) {
                close(place);
            }
        } finally {
            place.lock.unlock();
        }
    }

    private static void close(Slot place) {
        place.lock.lock();
        try {
            QuicConnection connection = place.connection;
            place.connection = null;
            if (connection != null) {
                connection.close();
            }
        } finally {
            place.lock.unlock();
        }
    }

    @Override
    public void close() {
        slots.values().forEach(QuicConnections::close);
        starting.lock();
        try {
            closed = true;
            QuicDialer made = started;
            started = null;
            if (made != null) {
                made.close();
            }
        } finally {
            starting.unlock();
        }
    }
}
