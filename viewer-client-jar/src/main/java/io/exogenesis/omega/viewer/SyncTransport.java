package io.exogenesis.omega.viewer;

import java.util.List;

/**
 * Carries the frames of one sync to a Core and its answers back. The agent has transports of its own; an app gives another one, or
 * wraps the agent's, with {@link ViewerAgentConfig.Builder#transportHook}. Thread-safe.
 *
 * <p>A frame is one serialised protocol buffer, {@code ClientFrame} on the way there and {@code ServerFrame} on the way back, as
 * {@code omega.proto} of omega-protocol defines them.
 */
public interface SyncTransport extends AutoCloseable {

    /**
     * Sends all frames together and waits for the answers, one a frame in order (a {@code SyncComplete} has none).
     *
     * @throws TransportException if the answers did not come; the Core may have acted on the frames or not
     */
    List<byte[]> exchange(List<byte[]> frames);

    /** {@code quic}, {@code https}, or what an app calls its own. */
    String name();

    /** One-line remarks for the owner since the last call, for instance that it fell back. Each is returned once. */
    default List<String> notes() {
        return List.of();
    }

    @Override
    void close();
}
