package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.List;
import java.util.function.UnaryOperator;

/** What {@link ViewerAgentConfig#transportHook} is for: another transport in front of the real one. */
record RewritingTransport(FrameTransport real, UnaryOperator<List<ClientFrame>> rewrite) implements FrameTransport {
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
