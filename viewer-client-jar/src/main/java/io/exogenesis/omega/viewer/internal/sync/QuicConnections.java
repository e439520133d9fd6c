package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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

    private record Key(String host, int port, Pins pins, int slot) {}

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private final AtomicInteger silent = new AtomicInteger();
        /** Exchanges under way, by connection; one that was replaced is closed with its last. */
        private final Map<QuicConnection, Integer> users = new HashMap<>();

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
            URI endpoint, Pins pins, int slot, List<byte[]> bodies, boolean early, Duration timeout) {
        Slot place = place(endpoint, pins, slot);
        QuicConnection connection = connected(place, endpoint, pins, early, timeout);
        begun(place, connection);
        try {
            List<byte[]> answers = connection.exchange(bodies, timeout);
            place.silent.set(0);
            return answers;
        } catch (QuicException e) {
            if (!connection.open() || place.silent.incrementAndGet() >= SILENT_LIMIT) {
                giveUp(place, connection);
            }
            throw e;
        } finally {
            ended(place, connection);
        }
    }

    /**
     * Exchanges frames on a connection that is opened for it. If it answers it takes the place of the one that the slot had; exchanges under
     * way there go on.
     *
     * @param early as for {@link #exchange}
     */
    public List<byte[]> exchangeAnew(
            URI endpoint, Pins pins, int slot, List<byte[]> bodies, boolean early, Duration timeout) {
        QuicConnection fresh = dialed(endpoint, pins, early, timeout);
        try {
            List<byte[]> answers = fresh.exchange(bodies, timeout);
            replace(place(endpoint, pins, slot), fresh);
            return answers;
        } catch (RuntimeException | Error e) {
            fresh.close();
            throw e;
        }
    }

    private Slot place(URI endpoint, Pins pins, int slot) {
        return slots.computeIfAbsent(new Key(endpoint.getHost(), endpoint.getPort(), pins, slot), key -> new Slot());
    }

    private static void begun(Slot place, QuicConnection connection) {
        place.lock.lock();
        try {
            place.users.merge(connection, 1, Integer::sum);
        } finally {
            place.lock.unlock();
        }
    }

    private static void ended(Slot place, QuicConnection connection) {
        place.lock.lock();
        try {
            boolean last =
                    place.users.computeIfPresent(connection, (c, users) -> users == 1 ? null : users - 1) == null;
            if (last && place.connection != connection) {
                connection.close();
            }
        } finally {
            place.lock.unlock();
        }
    }

    private static void replace(Slot place, QuicConnection fresh) {
        place.lock.lock();
        try {
            QuicConnection before = place.connection;
            place.connection = fresh;
            place.silent.set(0);
            if (before != null && !place.users.containsKey(before)) {
                before.close();
            }
        } finally {
            place.lock.unlock();
        }
    }

    /** Closes the connection of a slot that only one agent uses. */
    public void release(URI endpoint, Pins pins, int slot) {
        if (shared > 0) {
            return;
        }
        Slot place = slots.remove(new Key(endpoint.getHost(), endpoint.getPort(), pins, slot));
        if (place != null) {
            close(place);
        }
    }

    private QuicConnection connected(Slot place, URI endpoint, Pins pins, boolean early, Duration timeout) {
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
        return running == null ? dial(place, mine, endpoint, pins, early, timeout) : awaited(running);
    }

    private QuicConnection dial(
            Slot place,
            CompletableFuture<QuicConnection> dial,
            URI endpoint,
            Pins pins,
            boolean early,
            Duration timeout) {
        try {
            QuicConnection connection = dialed(endpoint, pins, early, timeout);
            dialled(place, connection);
            dial.complete(connection);
            return connection;
        } catch (RuntimeException | Error e) {
            dialled(place, null);
            dial.completeExceptionally(e);
            throw e;
        }
    }

    private QuicConnection dialed(URI endpoint, Pins pins, boolean early, Duration timeout) {
        InetSocketAddress to = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        return early ? dialer().connectEarly(to, pins, timeout) : dialer().connect(to, pins, timeout);
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
