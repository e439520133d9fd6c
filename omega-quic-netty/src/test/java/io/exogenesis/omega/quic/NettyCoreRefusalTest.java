package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;

/** A viewer of today at a Core on Netty. */
class NettyCoreRefusalTest extends RefusalContract {
    @Override
    Engines engines() {
        return new Engines(new NettyQuicEngine(), new JettyQuicEngine());
    }
}
