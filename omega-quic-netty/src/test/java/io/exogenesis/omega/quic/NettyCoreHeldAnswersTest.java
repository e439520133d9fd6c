package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;

/** A viewer of today at a Core on Netty. */
class NettyCoreHeldAnswersTest extends HeldAnswersContract {
    @Override
    Engines engines() {
        return new Engines(new NettyQuicEngine(), new JettyQuicEngine());
    }
}
