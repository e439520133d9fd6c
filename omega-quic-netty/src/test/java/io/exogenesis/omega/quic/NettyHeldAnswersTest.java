package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyHeldAnswersTest extends HeldAnswersContract {
    @Override
    Engines engines() {
        return Engines.both(new NettyQuicEngine());
    }
}
