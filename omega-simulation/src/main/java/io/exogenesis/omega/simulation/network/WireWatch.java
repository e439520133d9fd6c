package io.exogenesis.omega.simulation.network;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.List;

/** Sees all that leaves an agent or the Core, whether or not it arrives. */
public interface WireWatch {
    /** An agent sends. */
    void sent(ViewerId viewer, List<ClientFrame> frames);

    /** The Core answers a request of this viewer. */
    void answered(ViewerId viewer, List<ServerFrame> answers);
}
