package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyExchangeTest extends ExchangeContract {
    @Override
    Engines engines() {
        return Engines.both(new NettyQuicEngine());
    }
}
