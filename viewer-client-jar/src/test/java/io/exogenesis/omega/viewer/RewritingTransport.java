package io.exogenesis.omega.viewer;

import io.exogenesis.omega.viewer.sync.SyncTransport;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.List;
import java.util.function.UnaryOperator;

/** What {@link ViewerAgentConfig#transportHook} is for: another transport in front of the real one. */
record RewritingTransport(SyncTransport real, UnaryOperator<List<ClientFrame>> rewrite) implements SyncTransport {
    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        return real.exchange(rewrite.apply(frames));
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public void close() {
        real.close();
    }
}
