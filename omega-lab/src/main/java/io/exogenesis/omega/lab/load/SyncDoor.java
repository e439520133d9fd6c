package io.exogenesis.omega.lab.load;

import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;

/** A way to a Core's sync operation. Safe for concurrent use. */
@FunctionalInterface
public interface SyncDoor {
    /**
     * Opens a session: a stream, or what stands for one.
     *
     * @param address number of the machine that it comes from, 0 to 2²⁴ − 1; of no account where machines are real
     */
    Session open(int address);

    /** Frames of one session, one after the other. */
    @FunctionalInterface
    interface Session extends AutoCloseable {
        /** The answer to a frame; the default instance for one that has no answer. */
        ServerFrame answer(ClientFrame frame);

        @Override
        default void close() {}
    }
}
