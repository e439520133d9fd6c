package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyViewerKeyTest extends KeyContract {
    @Override
    Engines engines() {
        return new Engines(new JettyQuicEngine(), new NettyQuicEngine());
    }
}
