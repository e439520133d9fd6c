package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Carries the frames of one sync to a Core and its answers back. Thread-safe. */
public interface FrameTransport extends AutoCloseable {

    /**
     * Sends all frames together and waits for the answers, one a frame in order (a {@code SyncComplete} has none).
     *
     * @throws TransportException if the answers did not come; the Core may have acted on the frames or not
     */
    List<ServerFrame> exchange(List<ClientFrame> frames);

    /** {@link #exchange} over a connection of its own, for where the one so far may be dead; where there are none, the same. */
    default List<ServerFrame> exchangeAnew(List<ClientFrame> frames) {
        return exchange(frames);
    }

    /**
     * {@link #exchange} whose last frame is a pull that waits at the Core while there is nothing new.
     *
     * @param wait how long it asks to wait; the answers may come later by as much as an exchange takes
     */
    default List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
        return exchange(frames);
    }

    /** {@code quic}, {@code https}, or what a test calls itself. */
    String name();

    /** One-line remarks for the owner since the last call, for instance that it fell back. Each is returned once. */
    default List<String> notes() {
        return List.of();
    }

    /** Does something that may wait for another agent's exchange; given up together with the exchanges of this one. */
    default <T> T waiting(Supplier<T> work) {
        return work.get();
    }

    @Override
    void close();
}
