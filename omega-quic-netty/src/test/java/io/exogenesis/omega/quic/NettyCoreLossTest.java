package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyCoreLossTest extends LossTest {
    @Override
    Engines engines() {
        return new Engines(new NettyQuicEngine(), new JettyQuicEngine());
    }
}
