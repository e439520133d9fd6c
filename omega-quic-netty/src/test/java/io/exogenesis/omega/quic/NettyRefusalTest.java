package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyRefusalTest extends RefusalContract {
    @Override
    Engines engines() {
        return Engines.both(new NettyQuicEngine());
    }
}
