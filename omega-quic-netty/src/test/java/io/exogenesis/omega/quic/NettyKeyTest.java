package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyKeyTest extends KeyContract {
    @Override
    Engines engines() {
        return Engines.both(new NettyQuicEngine());
    }
}
