package io.exogenesis.omega.simulation.network;

import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Optional;

/** Where requests arrive. */
@FunctionalInterface
public interface CoreDoor {
    /**
     * Takes the frames of one request, in bytes as on a wire.
     *
     * @param from who sent it, for messages; the Core itself goes by the token in the frames
     * @return the answers; empty if no Core is there, or it died before it had answered all
     */
    Optional<List<byte[]>> deliver(ViewerId from, List<byte[]> request);
}
